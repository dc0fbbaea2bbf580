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
