-- What can be asked: the stored and the computed half of the portfolio joined, named in the plural. Temporary views,
-- made when the index is opened.

-- Every milestone, and every deliverable that is tracked as one, with its status on the reporting date.
--   path: Its address, ROADMAP/DELIVERABLE/MILESTONE
--   deliverable_position: Its deliverable's place in the order of the file, from 0.
--   deliverable_title: What its deliverable is to bring about.
--   area: Id of its deliverable's focus area.
--   status: overdue, at-risk, in-progress, planned, done or dropped.
--   why: Why it is overdue or at risk.
--   deadline: When it is due: its own date, or else its roadmap's end.
CREATE TEMP VIEW milestones AS
SELECT m.roadmap || '/' || m.deliverable || CASE m.id WHEN '' THEN '' ELSE '/' || m.id END AS path,
    m.key, m.roadmap, m.deliverable, m.id AS milestone, m.position, d.position AS deliverable_position,
    m.title, d.title AS deliverable_title, d.focus_area AS area, m.activity,
    coalesce(m.owner, (SELECT owner FROM deliverable WHERE roadmap = m.roadmap AND id = m.deliverable)) AS owner,
    coalesce(m.responsible, (SELECT responsible FROM deliverable WHERE roadmap = m.roadmap AND id = m.deliverable))
        AS responsible,
    s.status, s.why, s.deadline, s.deadline_last, m.due, m.due_first, m.due_last,
    m.expected, m.expected_first, m.expected_last, m.started, m.started_first, m.started_last,
    m.done, m.done_first, m.done_last, m.dropped, m.dropped_first, m.dropped_last, m.reason, m.notes
FROM milestone_status s JOIN milestone m USING (key)
    LEFT JOIN deliverable d ON d.roadmap = m.roadmap AND d.id = m.deliverable;

-- Every deliverable, with how its milestones stand on the reporting date.
--   path: Its address, ROADMAP/DELIVERABLE
--   area: Id of its focus area.
--   total: How many milestones it has.
--   dropped: How many of them were given up.
--   done: How many are done.
--   overdue: How many are overdue.
--   at_risk: How many are at risk.
--   in_progress: How many are in progress.
--   planned: How many are planned.
--   counted: How many there are without those dropped.
--   open: How many are neither done nor dropped.
--   open_with_deadline: How many of the open ones have a deadline.
--   progress: done divided by counted, from 0 to 1.
--   status: The worst status of its open milestones, or done, or dropped.
--   rating: complete, red, amber, green or none.
--   reason_for_rating: The rating's reason, in words.
--   oldest_overdue: The deadline that has been passed the longest.
--   next_deadline: The first deadline still to come.
CREATE TEMP VIEW deliverables AS
SELECT d.roadmap || '/' || d.id AS path, d.position, d.title, d.focus_area AS area, d.activity, d.owner,
    d.responsible, d.notes, s.*
FROM deliverable_standing s JOIN deliverable d ON d.roadmap = s.roadmap AND d.id = s.deliverable;

-- Every roadmap, with its stage and how its milestones stand on the reporting date.
--   countries: Codes of the countries it concerns, separated by the character 31; roadmap_countries has a row each.
--   stage: active, preparation, ended, concluded, cancelled or undated.
--   starts: When it starts: its period's start, or else when the work began.
--   ends: When it ends: its period's end, or the latest that extensions set.
--   extended: Whether an extension set the end.
--   total: How many milestones it has.
--   dropped: How many of them were given up.
--   done: How many are done.
--   overdue: How many are overdue.
--   at_risk: How many are at risk.
--   in_progress: How many are in progress.
--   planned: How many are planned.
--   counted: How many there are without those dropped.
--   open: How many are neither done nor dropped.
--   progress: done divided by counted, from 0 to 1.
--   status: The worst status of its open milestones, or done, or dropped.
--   rating: complete, red, amber, green or none.
--   reason_for_rating: The rating's reason, in words.
--   next_deadline: The first deadline still to come.
CREATE TEMP VIEW roadmaps AS
SELECT r.*, w.countries, g.stage, coalesce(r.period_start, r.started) AS starts,
    CASE WHEN r.period_start IS NULL THEN r.started_first ELSE r.period_start_first END AS starts_first,
    coalesce(r.period_start_last, r.started_last) AS starts_last,
    g.ends, g.ends_last, g.extended,
    coalesce(s.total, 0) AS total, coalesce(s.dropped, 0) AS dropped, coalesce(s.done, 0) AS done,
    coalesce(s.overdue, 0) AS overdue, coalesce(s.at_risk, 0) AS at_risk,
    coalesce(s.in_progress, 0) AS in_progress, coalesce(s.planned, 0) AS planned,
    coalesce(s.counted, 0) AS counted, coalesce(s.open, 0) AS open, s.progress, s.status,
    coalesce(s.rating, 'none') AS rating, coalesce(s.reason_for_rating, 'no milestones') AS reason_for_rating,
    s.next_deadline, s.next_deadline_last
FROM roadmap r JOIN roadmap_stage g ON g.roadmap = r.id LEFT JOIN roadmap_listed w ON w.roadmap = r.id
    LEFT JOIN roadmap_standing s ON s.roadmap = r.id;

-- The aims that roadmaps serve, as far as the framework knows them.
CREATE TEMP VIEW roadmap_aims AS
SELECT roadmap, aim FROM roadmap_aim;

-- The organisations that take part in roadmaps, as far as the framework knows them, and as what.
CREATE TEMP VIEW roadmap_partners AS
SELECT roadmap, partner, role FROM roadmap_partner;

-- Which roadmap follows which, of those that are there.
--   predecessor: Id of the roadmap before.
CREATE TEMP VIEW roadmap_predecessors AS
SELECT l.roadmap, l.follows AS predecessor FROM roadmap_follows l JOIN roadmap r ON r.id = l.follows;

-- The newest thing that has happened in a roadmap, or was reported on it, by the reporting date.
--   date: When, as written.
--   last: The last day on which it can have been.
CREATE TEMP VIEW roadmap_news AS
-- Days stand in front of dates as written, so that the newest is the greatest.
SELECT roadmap, substr(newest, 11) AS date, min(substr(newest, 1, 10), day) AS last
FROM as_of CROSS JOIN (
    SELECT roadmap, max(event) AS newest FROM (
        SELECT roadmap, max(max(
            CASE WHEN coalesce(started_first, started_last) <= day THEN started_last || started ELSE '' END,
            CASE WHEN coalesce(done_first, done_last) <= day THEN done_last || done ELSE '' END,
            CASE WHEN coalesce(dropped_first, dropped_last) <= day THEN dropped_last || dropped ELSE '' END)) AS event
        FROM milestone, as_of GROUP BY roadmap
        UNION ALL SELECT id, max(
            CASE WHEN coalesce(started_first, started_last) <= day THEN started_last || started ELSE '' END,
            CASE WHEN coalesce(signed_on_first, signed_on_last) <= day THEN signed_on_last || signed_on ELSE '' END,
            CASE WHEN coalesce(concluded_first, concluded_last) <= day THEN concluded_last || concluded ELSE '' END,
            CASE WHEN coalesce(cancelled_first, cancelled_last) <= day THEN cancelled_last || cancelled ELSE '' END)
        FROM roadmap, as_of
        UNION ALL SELECT roadmap, agreed_last || agreed FROM roadmap_extension, as_of
        WHERE coalesce(agreed_first, agreed_last) <= day
        UNION ALL SELECT roadmap, on_last || "on" FROM indicator_actual, as_of WHERE coalesce(on_first, on_last) <= day
    ) GROUP BY roadmap
) WHERE newest <> '';
