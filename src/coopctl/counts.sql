-- How many milestones of the relation {rows} there are of each status, grouped by {keys}; `oldest` is the first
-- deadline that has passed, `next` the first still to come, each with its last day in front of the date as written.
SELECT {keys}, count(*) AS total,
    count(status = 'dropped' OR NULL) AS dropped,
    count(status = 'done' OR NULL) AS done,
    count(status = 'overdue' OR NULL) AS overdue,
    count(status = 'at-risk' OR NULL) AS at_risk,
    count(status = 'in-progress' OR NULL) AS in_progress,
    count(status = 'planned' OR NULL) AS planned,
    count(status NOT IN ('done', 'dropped') AND deadline IS NOT NULL OR NULL) AS open_with_deadline,
    min(CASE status WHEN 'overdue' THEN deadline_last || deadline END) AS oldest,
    min(CASE WHEN status NOT IN ('done', 'dropped', 'overdue') THEN deadline_last || deadline END) AS next
FROM {rows}
GROUP BY {keys}
