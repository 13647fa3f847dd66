-- The cast. The house: Camille, Hugo and Thomas are in the project Ligne 4 (Hugo owns it, Thomas moderates), Paul is not,
-- Marc is an admin and not in it either. Guests: Claire is in Ligne 4; Léa is in Emballage, not in Ligne 4; Odile was in
-- Ligne 4 until yesterday. The clock says 2026-11-23 09:00 UTC. Every password is « quatre chevaux au parvis ».
insert into organizations (id, kind, name, short_name, created_at) values
    ('0a000000-0000-7000-8000-000000000001', 'house', 'Ateliers Brévent', null, '2026-06-01Z'),
    ('0a000000-0000-7000-8000-000000000002', 'supplier', 'Acier Duval', null, '2026-06-01Z'),
    ('0a000000-0000-7000-8000-000000000003', 'partner', 'Studio Pélican', null, '2026-06-01Z'),
    ('0a000000-0000-7000-8000-000000000004', 'supplier', 'Transports Lemoine', 'Tr. Lemoine', '2026-06-01Z');
insert into house (id, organization_id, language, time_zone, domains, sign_up, inviters, second_key, longest_access_days, opened_at)
    values (true, '0a000000-0000-7000-8000-000000000001', 'fr', 'Europe/Paris', '{brevent.example}', false, 'owners', false, 365, '2026-06-01Z');
insert into people (id, kind, organization_id, handle, name, email, title, unit, location, skills, is_admin, created_at, words) values
    ('0b000000-0000-7000-8000-000000000001', 'employee', '0a000000-0000-7000-8000-000000000001', 'camille.vasseur', 'Camille Vasseur', 'camille@brevent.example', 'Cheffe d’atelier', 'Tôlerie', 'Faverges', '{Pliage,Planning}', false, '2026-06-01Z', 'camille vasseur cheffe d''atelier tolerie faverges pliage planning'),
    ('0b000000-0000-7000-8000-000000000002', 'employee', '0a000000-0000-7000-8000-000000000001', 'hugo.lambert', 'Hugo Lambert', 'hugo@brevent.example', 'Acheteur matières', 'Achats', 'Faverges', '{Aciers}', false, '2026-06-01Z', 'hugo lambert acheteur matieres achats faverges aciers'),
    ('0b000000-0000-7000-8000-000000000003', 'employee', '0a000000-0000-7000-8000-000000000001', 'thomas.perrin', 'Thomas Perrin', 'thomas@brevent.example', 'Chef de projet', 'Méthodes', 'Ugine', '{}', false, '2026-06-01Z', 'thomas perrin chef de projet methodes ugine'),
    ('0b000000-0000-7000-8000-000000000004', 'employee', '0a000000-0000-7000-8000-000000000001', 'paul.girard', 'Paul Girard', 'paul@brevent.example', 'Comptable', 'Comptabilité', 'Annecy', '{}', false, '2026-06-01Z', 'paul girard comptable comptabilite annecy'),
    ('0b000000-0000-7000-8000-000000000005', 'employee', '0a000000-0000-7000-8000-000000000001', 'marc.brevent', 'Marc Brévent', 'marc@brevent.example', 'Directeur général', 'Direction', 'Faverges', '{}', true, '2026-06-01Z', 'marc brevent directeur general direction faverges'),
    ('0b000000-0000-7000-8000-000000000006', 'guest', '0a000000-0000-7000-8000-000000000002', 'claire.morel', 'Claire Morel', 'claire@acier-duval.example', 'Chargée de comptes', null, null, '{}', false, '2026-09-01Z', 'claire morel chargee de comptes'),
    ('0b000000-0000-7000-8000-000000000007', 'guest', '0a000000-0000-7000-8000-000000000003', 'lea.fontaine', 'Léa Fontaine', 'lea@pelican.example', 'Designer', null, null, '{}', false, '2026-09-01Z', 'lea fontaine designer'),
    ('0b000000-0000-7000-8000-000000000008', 'guest', '0a000000-0000-7000-8000-000000000004', 'odile.lemoine', 'Odile Lemoine', 'odile@lemoine.example', 'Exploitation', null, null, '{}', false, '2026-09-01Z', 'odile lemoine exploitation');
insert into credentials (person_id, password_hash, changed_at) select id, :'hash', '2026-06-01Z' from people;
insert into spaces (id, slug, kind, visibility, opened_to_guests, name, purpose, room_of, audience_version, created_at) values
    ('0c000000-0000-7000-8000-000000000001', 'ligne-4', 'project', 'closed', true, 'Ligne 4', 'Remplacer la ligne de pliage.', null, 3, '2026-09-01Z'),
    ('0c000000-0000-7000-8000-000000000002', 'ligne-4-coulisse', 'group', 'secret', false, 'Ligne 4, coulisse', null, '0c000000-0000-7000-8000-000000000001', 1, '2026-09-01Z'),
    ('0c000000-0000-7000-8000-000000000003', 'emballage', 'project', 'closed', true, 'Emballage sans plastique', null, null, 2, '2026-09-01Z'),
    ('0c000000-0000-7000-8000-000000000004', 'vie-de-la-maison', 'group', 'open', false, 'Vie de la maison', 'Ce qui nous concerne tous.', null, 1, '2026-06-01Z'),
    ('0c000000-0000-7000-8000-000000000005', 'comite', 'group', 'secret', false, 'Comité', null, null, 1, '2026-06-01Z');
insert into memberships (space_id, space_guests, person_id, person_kind, role, sees_from, expires_at, joined_at, read_at, visited_at)
    select space::uuid, guests, person::uuid, kind, role, sees_from::timestamptz, expires_at::timestamptz, '2026-09-01Z', '2026-11-20 17:00Z', '2026-11-20 17:00Z' from (values
    ('0c000000-0000-7000-8000-000000000001', true, '0b000000-0000-7000-8000-000000000001', 'employee', 'member', null, null),
    ('0c000000-0000-7000-8000-000000000001', true, '0b000000-0000-7000-8000-000000000002', 'employee', 'owner', null, null),
    ('0c000000-0000-7000-8000-000000000001', true, '0b000000-0000-7000-8000-000000000003', 'employee', 'moderator', null, null),
    ('0c000000-0000-7000-8000-000000000001', true, '0b000000-0000-7000-8000-000000000006', 'guest', 'guest', '2026-11-01Z', '2027-03-31Z'),
    ('0c000000-0000-7000-8000-000000000001', true, '0b000000-0000-7000-8000-000000000008', 'guest', 'guest', null, '2026-11-22Z'),
    ('0c000000-0000-7000-8000-000000000002', false, '0b000000-0000-7000-8000-000000000001', 'employee', 'member', null, null),
    ('0c000000-0000-7000-8000-000000000002', false, '0b000000-0000-7000-8000-000000000002', 'employee', 'owner', null, null),
    ('0c000000-0000-7000-8000-000000000002', false, '0b000000-0000-7000-8000-000000000003', 'employee', 'moderator', null, null),
    ('0c000000-0000-7000-8000-000000000003', true, '0b000000-0000-7000-8000-000000000002', 'employee', 'owner', null, null),
    ('0c000000-0000-7000-8000-000000000003', true, '0b000000-0000-7000-8000-000000000007', 'guest', 'guest', null, '2027-03-31Z'),
    ('0c000000-0000-7000-8000-000000000004', false, '0b000000-0000-7000-8000-000000000001', 'employee', 'member', null, null),
    ('0c000000-0000-7000-8000-000000000004', false, '0b000000-0000-7000-8000-000000000005', 'employee', 'owner', null, null),
    ('0c000000-0000-7000-8000-000000000005', false, '0b000000-0000-7000-8000-000000000005', 'employee', 'owner', null, null)
    ) as given (space, guests, person, kind, role, sees_from, expires_at);
insert into accesses (id, email, name, organization_id, language, person_id, sponsor_id, purpose, horizon, horizon_at, ends_at, proposed_by, proposed_at, approved_at, accepted_at) values
    ('0d000000-0000-7000-8000-000000000001', 'claire@acier-duval.example', 'Claire Morel', '0a000000-0000-7000-8000-000000000002', 'fr', '0b000000-0000-7000-8000-000000000006', '0b000000-0000-7000-8000-000000000002', 'Suivre les livraisons', 'date', '2026-11-01Z', '2027-03-31Z', '0b000000-0000-7000-8000-000000000002', '2026-09-01Z', '2026-09-01Z', '2026-09-02Z'),
    ('0d000000-0000-7000-8000-000000000002', 'lea@pelican.example', 'Léa Fontaine', '0a000000-0000-7000-8000-000000000003', 'fr', '0b000000-0000-7000-8000-000000000007', '0b000000-0000-7000-8000-000000000002', 'Dessiner', 'start', null, '2027-03-31Z', '0b000000-0000-7000-8000-000000000002', '2026-09-01Z', '2026-09-01Z', '2026-09-02Z'),
    ('0d000000-0000-7000-8000-000000000003', 'odile@lemoine.example', 'Odile Lemoine', '0a000000-0000-7000-8000-000000000004', 'fr', '0b000000-0000-7000-8000-000000000008', '0b000000-0000-7000-8000-000000000002', 'Transporter', 'start', null, '2026-11-22Z', '0b000000-0000-7000-8000-000000000002', '2026-09-01Z', '2026-09-01Z', '2026-09-02Z');
insert into access_spaces (access_id, space_id, space_guests) values
    ('0d000000-0000-7000-8000-000000000001', '0c000000-0000-7000-8000-000000000001', true),
    ('0d000000-0000-7000-8000-000000000002', '0c000000-0000-7000-8000-000000000003', true),
    ('0d000000-0000-7000-8000-000000000003', '0c000000-0000-7000-8000-000000000001', true);
insert into posts (id, space_id, author_id, title, body, html, published_at, comment_count, active_at, last_author_id) values
    ('0e000000-0000-7000-8000-000000000001', '0c000000-0000-7000-8000-000000000001', '0b000000-0000-7000-8000-000000000002', 'Bobines décalées', 'Les bobines partent vendredi.', '<p>Les bobines partent vendredi.</p>', '2026-11-20 08:00Z', 1, '2026-11-20 09:00Z', '0b000000-0000-7000-8000-000000000006'),
    ('0e000000-0000-7000-8000-000000000002', '0c000000-0000-7000-8000-000000000001', '0b000000-0000-7000-8000-000000000003', 'Avant l’horizon', 'Prix négocié en octobre.', '<p>Prix négocié en octobre.</p>', '2026-10-10 08:00Z', 0, '2026-10-10 08:00Z', '0b000000-0000-7000-8000-000000000003'),
    ('0e000000-0000-7000-8000-000000000003', '0c000000-0000-7000-8000-000000000002', '0b000000-0000-7000-8000-000000000002', 'Entre nous', 'La marge est de huit pour cent.', '<p>La marge est de huit pour cent.</p>', '2026-11-20 10:00Z', 0, '2026-11-20 10:00Z', '0b000000-0000-7000-8000-000000000002'),
    ('0e000000-0000-7000-8000-000000000004', '0c000000-0000-7000-8000-000000000003', '0b000000-0000-7000-8000-000000000007', 'Trois formats', 'Un seul gabarit.', '<p>Un seul gabarit.</p>', '2026-11-19 10:00Z', 0, '2026-11-19 10:00Z', '0b000000-0000-7000-8000-000000000007'),
    ('0e000000-0000-7000-8000-000000000005', '0c000000-0000-7000-8000-000000000004', '0b000000-0000-7000-8000-000000000005', 'Fermeture', 'Nous fermons le 24.', '<p>Nous fermons le 24.</p>', '2026-11-18 10:00Z', 0, '2026-11-18 10:00Z', '0b000000-0000-7000-8000-000000000005'),
    ('0e000000-0000-7000-8000-000000000006', '0c000000-0000-7000-8000-000000000005', '0b000000-0000-7000-8000-000000000005', 'Rachat', 'Nous rachetons Orme.', '<p>Nous rachetons Orme.</p>', '2026-11-18 10:00Z', 0, '2026-11-18 10:00Z', '0b000000-0000-7000-8000-000000000005');
insert into comments (id, post_id, author_id, body, html, published_at) values
    ('0f000000-0000-7000-8000-000000000001', '0e000000-0000-7000-8000-000000000001', '0b000000-0000-7000-8000-000000000006', 'Je confirme.', '<p>Je confirme.</p>', '2026-11-20 09:00Z');
-- Three files, each in a post of Hugo's; their contents are laid into the store by `World::new`.
insert into blobs (hash, size, touched_at) values
    ('\x9b42ad6c3920457453174ef1407dc315e14c473202e0a03446220f92e753384c', 19, '2026-11-20Z'),
    ('\xeed7b6f22abf1c931e9866cc4a0da4f5b7543334f9c2d8e16772ffccb8526ee1', 26, '2026-11-20Z'),
    ('\x2418ba5cee29f0a814d33596628bc6d5ec71423a781bbaeea920355dee177e6c', 31, '2026-11-20Z');
insert into files (id, hash, name, kind, media_type, size, uploader_id, post_id, created_at) values
    ('10000000-0000-7000-8000-000000000001', '\x9b42ad6c3920457453174ef1407dc315e14c473202e0a03446220f92e753384c', 'plan-ligne-4.txt', 'document', 'text/plain', 19, '0b000000-0000-7000-8000-000000000002', '0e000000-0000-7000-8000-000000000001', '2026-11-20Z'),
    ('10000000-0000-7000-8000-000000000002', '\xeed7b6f22abf1c931e9866cc4a0da4f5b7543334f9c2d8e16772ffccb8526ee1', 'prix-octobre.txt', 'document', 'text/plain', 26, '0b000000-0000-7000-8000-000000000002', '0e000000-0000-7000-8000-000000000002', '2026-11-20Z'),
    ('10000000-0000-7000-8000-000000000003', '\x2418ba5cee29f0a814d33596628bc6d5ec71423a781bbaeea920355dee177e6c', 'marge.txt', 'document', 'text/plain', 31, '0b000000-0000-7000-8000-000000000002', '0e000000-0000-7000-8000-000000000003', '2026-11-20Z');
