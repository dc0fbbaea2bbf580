-- What the roadmaps in `changed` are about, directly or by what they contain; dangling references are passed over.

DELETE FROM roadmap_countries WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT INTO roadmap_countries
SELECT roadmap, l.country FROM changed JOIN roadmap_country l USING (roadmap) JOIN country c ON c.id = l.country
UNION
SELECT roadmap, m.country
FROM changed JOIN roadmap_region l USING (roadmap) JOIN region_country m ON m.region = l.region JOIN country c ON c.id = m.country;

DELETE FROM roadmap_regions WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT INTO roadmap_regions
SELECT roadmap, l.region FROM changed JOIN roadmap_region l USING (roadmap) JOIN region r ON r.id = l.region
UNION
SELECT roadmap, m.region FROM changed JOIN roadmap_country l USING (roadmap) JOIN region_country m ON m.country = l.country;

DELETE FROM roadmap_areas WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT OR IGNORE INTO roadmap_areas
SELECT roadmap, l.focus_area, 'focus' FROM changed JOIN roadmap_focus_area l USING (roadmap) JOIN focus_area f ON f.id = l.focus_area
UNION ALL
SELECT roadmap, l.cross_cutting, 'cross-cutting'
FROM changed JOIN roadmap_cross_cutting l USING (roadmap) JOIN focus_area f ON f.id = l.cross_cutting;

-- The countries in the order of the framework, as a list that reports can take as it is; and the first day of the
-- newest thing that is said to have happened.
DELETE FROM roadmap_reach WHERE roadmap IN (SELECT roadmap FROM changed);
INSERT INTO roadmap_reach
SELECT r.id,
    (SELECT group_concat(id, char(31)) FROM (
        SELECT c.id FROM roadmap_countries l JOIN country c ON c.id = l.country WHERE l.roadmap = r.id
        ORDER BY c.position
    )),
    max(coalesce(r.signed_on_first, ''), coalesce(r.concluded_first, ''), coalesce(r.cancelled_first, ''),
        coalesce((SELECT max(max(coalesce(m.started_first, ''), coalesce(m.done_first, ''), coalesce(m.dropped_first, '')))
            FROM milestone m WHERE m.roadmap = r.id), ''))
FROM changed JOIN roadmap r ON r.id = changed.roadmap;
