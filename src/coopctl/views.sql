-- What can be asked: the stored and the computed half of the portfolio joined, named in the plural. Temporary views,
-- made when the index is opened.

CREATE TEMP VIEW milestones AS
SELECT m.roadmap || '/' || m.deliverable || CASE m.id WHEN '' THEN '' ELSE '/' || m.id END AS path,
    m.key, m.roadmap, m.deliverable, m.id AS milestone, m.position, d.position AS deliverable_position,
    m.title, d.title AS deliverable_title, d.focus_area AS area, m.activity,
    coalesce(m.owner, d.owner) AS owner, coalesce(m.responsible, d.responsible) AS responsible,
    s.status, s.why, s.deadline, s.deadline_last, m.due, m.due_first, m.due_last,
    m.expected, m.expected_first, m.expected_last, m.started, m.started_first, m.started_last,
    m.done, m.done_first, m.done_last, m.dropped, m.dropped_first, m.dropped_last, m.reason, m.notes
FROM milestone_status s JOIN milestone m USING (key)
    JOIN deliverable d ON d.roadmap = m.roadmap AND d.id = m.deliverable;

CREATE TEMP VIEW deliverables AS
SELECT d.roadmap || '/' || d.id AS path, d.position, d.title, d.focus_area AS area, d.activity, d.owner,
    d.responsible, d.notes, s.*
FROM deliverable_standing s JOIN deliverable d ON d.roadmap = s.roadmap AND d.id = s.deliverable;

CREATE TEMP VIEW roadmaps AS
SELECT r.*, w.countries, g.stage, g.ends, g.ends_last, g.extended,
    coalesce(s.total, 0) AS total, coalesce(s.dropped, 0) AS dropped, coalesce(s.done, 0) AS done,
    coalesce(s.overdue, 0) AS overdue, coalesce(s.at_risk, 0) AS at_risk,
    coalesce(s.in_progress, 0) AS in_progress, coalesce(s.planned, 0) AS planned,
    coalesce(s.counted, 0) AS counted, coalesce(s.open, 0) AS open, s.progress, s.status,
    coalesce(s.rating, 'none') AS rating, coalesce(s.reason_for_rating, 'no milestones') AS reason_for_rating,
    s.next_deadline, s.next_deadline_last
FROM roadmap r JOIN roadmap_stage g ON g.roadmap = r.id JOIN roadmap_listed w ON w.roadmap = r.id
    LEFT JOIN roadmap_standing s ON s.roadmap = r.id;

CREATE TEMP VIEW roadmap_aims AS
SELECT roadmap, aim FROM roadmap_aim;

CREATE TEMP VIEW roadmap_partners AS
SELECT roadmap, partner, role FROM roadmap_partner;

CREATE TEMP VIEW roadmap_predecessors AS
SELECT l.roadmap, l.follows AS predecessor FROM roadmap_follows l JOIN roadmap r ON r.id = l.follows;

-- The newest thing that has happened in a roadmap, or was reported on it, by the reporting date; `last` is the last day on
-- which it can have been. Days stand in front of dates as written, so that the newest is the greatest.
CREATE TEMP VIEW roadmap_news AS
SELECT roadmap, substr(newest, 11) AS date, min(substr(newest, 1, 10), day) AS last
FROM as_of CROSS JOIN (
    SELECT roadmap, max(event) AS newest FROM (
        SELECT roadmap, max(max(
            CASE WHEN coalesce(started_first, started_last) <= day THEN started_last || started ELSE '' END,
            CASE WHEN coalesce(done_first, done_last) <= day THEN done_last || done ELSE '' END,
            CASE WHEN coalesce(dropped_first, dropped_last) <= day THEN dropped_last || dropped ELSE '' END)) AS event
        FROM milestone, as_of GROUP BY roadmap
        UNION ALL SELECT id, max(
            CASE WHEN coalesce(signed_on_first, signed_on_last) <= day THEN signed_on_last || signed_on ELSE '' END,
            CASE WHEN coalesce(concluded_first, concluded_last) <= day THEN concluded_last || concluded ELSE '' END,
            CASE WHEN coalesce(cancelled_first, cancelled_last) <= day THEN cancelled_last || cancelled ELSE '' END)
        FROM roadmap, as_of
        UNION ALL SELECT roadmap, agreed_last || agreed FROM roadmap_extension, as_of
        WHERE coalesce(agreed_first, agreed_last) <= day
        UNION ALL SELECT roadmap, on_last || "on" FROM indicator_actual, as_of WHERE coalesce(on_first, on_last) <= day
    ) GROUP BY roadmap
) WHERE newest <> '';
