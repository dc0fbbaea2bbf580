-- How a set of milestones stands: worst status, progress (done out of all that was not dropped), rating and its
-- reason, and the next deadline, judged from the {counts} of counts.sql, one row a group of {keys}.
SELECT {keys}, total, dropped, done, overdue, at_risk, in_progress, planned, counted, open, open_with_deadline,
    done * 1.0 / nullif(counted, 0) AS progress, status, rating, CASE
        WHEN rating = 'complete' THEN done || ' of ' || counted || ' done'
        WHEN rating = 'red' THEN overdue || ' overdue, the oldest since ' || substr(oldest, 11)
        WHEN rating = 'amber' THEN at_risk || ' at risk'
        WHEN rating = 'green' THEN 'nothing overdue or at risk'
        WHEN total = 0 THEN 'no milestones'
        WHEN counted = 0 THEN 'everything dropped'
        ELSE 'no deadlines' END AS reason_for_rating,
    substr(oldest, 11) AS oldest_overdue, substr(oldest, 1, 10) AS oldest_overdue_last,
    substr(next, 11) AS next_deadline, substr(next, 1, 10) AS next_deadline_last
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
    FROM (SELECT *, total - dropped AS counted, total - dropped - done AS open FROM ({counts}))
)
