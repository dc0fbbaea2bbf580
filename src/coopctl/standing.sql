-- How the milestones of a relation {rows} stand, grouped by {keys}: counts, worst status, progress (done out of
-- all that was not dropped), rating and its reason, and the next deadline. Included by rules.sql for roadmaps and
-- deliverables, and by queries for other groups and for what filters leave.
SELECT {keys}, total, dropped, done, overdue, at_risk, in_progress, planned, counted, open, done * 1.0 / nullif(counted, 0),
    status, rating, CASE
        WHEN rating = 'complete' THEN done || ' of ' || counted || ' done'
        WHEN rating = 'red' THEN overdue || ' overdue, the oldest since ' || oldest_overdue
        WHEN rating = 'amber' THEN at_risk || ' at risk'
        WHEN rating = 'green' THEN 'nothing overdue or at risk'
        WHEN total = 0 THEN 'no milestones'
        WHEN counted = 0 THEN 'everything dropped'
        ELSE 'no deadlines' END,
    substr(next, 11), substr(next, 1, 10)
FROM (
    SELECT *, CASE
            WHEN total = dropped THEN 'dropped'
            WHEN done = counted THEN 'done'
            WHEN overdue > 0 THEN 'overdue'
            WHEN at_risk > 0 THEN 'at-risk'
            WHEN in_progress > 0 OR done > 0 THEN 'in-progress'
            ELSE 'planned' END AS status,
        CASE
            WHEN done > 0 AND done = counted THEN 'complete'
            WHEN overdue > 0 THEN 'red'
            WHEN at_risk > 0 THEN 'amber'
            WHEN open_with_deadline > 0 THEN 'green'
            ELSE 'none' END AS rating
    FROM (
        SELECT *, total - dropped AS counted, total - dropped - done AS open
        FROM (
            SELECT {keys}, count(*) AS total,
                count(status = 'dropped' OR NULL) AS dropped,
                count(status = 'done' OR NULL) AS done,
                count(status = 'overdue' OR NULL) AS overdue,
                count(status = 'at-risk' OR NULL) AS at_risk,
                count(status = 'in-progress' OR NULL) AS in_progress,
                count(status = 'planned' OR NULL) AS planned,
                count(status NOT IN ('done', 'dropped') AND deadline IS NOT NULL OR NULL) AS open_with_deadline,
                min(CASE status WHEN 'overdue' THEN deadline_last END) AS oldest_overdue,
                min(CASE WHEN status NOT IN ('done', 'dropped', 'overdue') THEN deadline_last || deadline END) AS next
            FROM {rows}
            GROUP BY {keys}
        )
    )
)
