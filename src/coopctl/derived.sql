-- What the roadmaps in `changed` are about, directly or by what they contain.

DELETE FROM roadmap_countries WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT INTO roadmap_countries
SELECT roadmap, l.country FROM changed JOIN roadmap_country l USING (roadmap)
UNION
SELECT roadmap, m.country
FROM changed JOIN roadmap_region l USING (roadmap) JOIN region_country m ON m.region = l.region;

DELETE FROM roadmap_regions WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT INTO roadmap_regions
SELECT roadmap, l.region FROM changed JOIN roadmap_region l USING (roadmap)
UNION
SELECT roadmap, m.region FROM changed JOIN roadmap_country l USING (roadmap) JOIN region_country m ON m.country = l.country;

DELETE FROM roadmap_areas WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT OR IGNORE INTO roadmap_areas
SELECT roadmap, l.focus_area, 'focus' FROM changed JOIN roadmap_focus_area l USING (roadmap)
UNION ALL
SELECT roadmap, l.cross_cutting, 'cross-cutting'
FROM changed JOIN roadmap_cross_cutting l USING (roadmap);

-- The countries in the order of the framework, as a list that reports can take as it is.
DELETE FROM roadmap_listed WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT INTO roadmap_listed
SELECT roadmap, (SELECT group_concat(id, char(31)) FROM (
    SELECT c.id FROM roadmap_countries l JOIN country c ON c.id = l.country WHERE l.roadmap = changed.roadmap
    ORDER BY c.position
))
FROM changed JOIN roadmap r ON r.id = changed.roadmap;

DELETE FROM roadmap_latest WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT INTO roadmap_latest
SELECT r.id, max(coalesce(max(m.started_last), ''), coalesce(max(m.done_last), ''), coalesce(max(m.dropped_last), ''),
    coalesce(r.concluded_last, ''), coalesce(r.cancelled_last, ''), coalesce(r.signed_on_last, ''),
    coalesce(r.started_last, ''))
FROM changed JOIN roadmap r ON r.id = changed.roadmap LEFT JOIN milestone m ON m.roadmap = r.id
GROUP BY r.id;
