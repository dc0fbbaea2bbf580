-- The counts of counts.sql over several deliverables or roadmaps: {rows} are rows of their standings, grouped by {keys}.
SELECT {keys}, sum(total) AS total, sum(dropped) AS dropped, sum(done) AS done, sum(overdue) AS overdue,
    sum(at_risk) AS at_risk, sum(in_progress) AS in_progress, sum(planned) AS planned,
    sum(open_with_deadline) AS open_with_deadline, min(oldest_overdue_last || oldest_overdue) AS oldest,
    min(next_deadline_last || next_deadline) AS next
FROM {rows}
GROUP BY {keys}
