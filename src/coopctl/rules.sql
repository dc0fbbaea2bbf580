-- The rules of stage, status, progress and rating: this file is the only place of them. Run over the one day in
-- `as_of` and the roadmaps in `changed`; each statement adds to the table of schema.sql that it names.
--
-- An event counts from its first day; "some time up to X" (first is NULL) from X's last. A deadline has passed
-- after its last day. Until an event that is to come by X counts, nothing it would end is called late.

-- A roadmap's end is its period's, or the latest one that extensions agreed by then have set.
INSERT INTO roadmap_stage (roadmap, stage, ends, ends_last, extended)
WITH agreed AS (
    SELECT roadmap, until, max(until_last) AS until_last
    FROM changed JOIN roadmap_extension USING (roadmap), as_of
    WHERE agreed IS NULL OR coalesce(agreed_first, agreed_last) <= day
    GROUP BY roadmap
), ends AS (
    SELECT r.*, day, until IS NOT NULL AS extended,
        coalesce(until, period_end) AS ends, coalesce(until_last, period_end_last) AS ends_last
    FROM as_of CROSS JOIN changed CROSS JOIN roadmap r ON r.id = changed.roadmap
        LEFT JOIN agreed ON agreed.roadmap = r.id
)
SELECT id, CASE
    WHEN coalesce(cancelled_first, cancelled_last) <= day THEN 'cancelled'
    WHEN coalesce(concluded_first, concluded_last) <= day THEN 'concluded'
    WHEN ends_last < day THEN 'ended'
    WHEN period_start_first <= day OR coalesce(started_first, started_last) <= day
        OR coalesce(signed_on_first, signed_on_last) <= day THEN 'active'
    WHEN in_preparation OR coalesce(period_start_first, started_first) > day THEN 'preparation'
    ELSE 'undated' END, ends, ends_last, extended
FROM ends;

-- A milestone without a deadline of its own has its roadmap's end.
INSERT INTO milestone_status (key, status, why, deadline, deadline_last)
WITH dated AS MATERIALIZED (
    SELECT m.key, day, m.due IS NOT NULL AS own_deadline,
        coalesce(m.due, s.ends) AS deadline, coalesce(m.due_last, s.ends_last) AS deadline_last,
        m.expected_first > coalesce(m.due_last, s.ends_last) AS forecast_late, m.expected_last < day AS forecast_passed,
        coalesce(m.due_last, s.ends_last) <= soon AS near,
        s.stage = 'cancelled' OR coalesce(m.dropped_first, m.dropped_last) <= day AS is_dropped,
        coalesce(m.done_first, m.done_last) <= day AS is_done,
        coalesce(m.started_first, m.started_last) <= day AS is_started,
        (m.done IS NOT NULL AND m.done_first IS NULL) OR (m.dropped IS NOT NULL AND m.dropped_first IS NULL)
            OR (r.cancelled IS NOT NULL AND r.cancelled_first IS NULL) AS ends_by_then,
        m.started IS NOT NULL AND m.started_first IS NULL AS starts_by_then
    FROM as_of CROSS JOIN changed
        CROSS JOIN roadmap r ON r.id = changed.roadmap
        CROSS JOIN roadmap_stage s ON s.roadmap = r.id
        CROSS JOIN milestone m ON m.roadmap = r.id
), judged AS (
    SELECT *, CASE
        WHEN is_dropped THEN 'dropped'
        WHEN is_done THEN 'done'
        WHEN NOT ends_by_then AND deadline_last < day THEN 'overdue'
        WHEN NOT ends_by_then AND (forecast_late OR forecast_passed OR (near AND is_started IS NOT TRUE AND NOT starts_by_then))
            THEN 'at-risk'
        WHEN is_started THEN 'in-progress'
        ELSE 'planned' END AS status
    FROM dated
)
SELECT key, status, CASE
        WHEN status = 'overdue' AND own_deadline THEN 'the deadline has passed'
        WHEN status = 'overdue' THEN 'the roadmap has ended'
        WHEN status <> 'at-risk' THEN NULL
        WHEN forecast_passed THEN 'the forecast has passed'
        WHEN forecast_late THEN 'expected after its deadline'
        ELSE 'due within 30 days, not started' END,
    deadline, deadline_last
FROM judged;

INSERT INTO deliverable_standing {standing: roadmap, deliverable};

INSERT INTO roadmap_standing {standing of deliverables: roadmap};
