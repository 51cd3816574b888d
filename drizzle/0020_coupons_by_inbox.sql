-- Limits per customer compare inboxes: in lower case, without "+tag", and at Gmail without dots.
UPDATE "coupon_redemptions" r SET "email" = CASE
    WHEN i.domain IN ('gmail.com', 'googlemail.com') THEN replace(i.name, '.', '') || '@gmail.com'
    ELSE i.name || '@' || i.domain END
  FROM (SELECT order_id, regexp_replace(lower(regexp_replace(email, '@[^@]*$', '')), '^([^+]+)\+.*$', '\1') AS name,
    lower(regexp_replace(email, '^.*@', '')) AS domain FROM coupon_redemptions) i
  WHERE i.order_id = r.order_id AND r.email ~ '\+|@g(oogle)?mail\.com$';
