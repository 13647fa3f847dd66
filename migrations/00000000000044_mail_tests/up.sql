-- A letter of Parvis to itself: it goes out by the mail server and should come in by a door. Each step with its moment.
create table mail_tests (
    id uuid primary key,
    asked_at timestamptz not null,
    asked_by uuid references people on delete set null,
    sent_at timestamptz,
    error text,
    -- When it stood at a door, and by which.
    arrived_at timestamptz,
    door text,
    read_at timestamptz,
    -- What proved it.
    level text,
    proof text
);
create index mail_tests_by_person on mail_tests (asked_by);
create index mail_tests_lately on mail_tests (asked_at desc);
