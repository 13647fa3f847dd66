-- How many colleagues are in a space, and how many people of an organization are here: every page of a space says so, and
-- counting ten thousand costs more than the rest of the page. Kept in the transaction of each change, so that they are never
-- stale. Guests are not among them: whoever reads from outside is counted anew each time.
alter table spaces add column colleagues integer not null default 0 check (colleagues >= 0);
alter table organizations add column present integer not null default 0 check (present >= 0);
update spaces set colleagues =
    (select count(*) from memberships where space_id = spaces.id and expires_at is null);
update organizations set present =
    (select count(*) from people where organization_id = organizations.id and left_at is null and suspended_at is null);

create function count_colleagues() returns trigger language plpgsql as $$
begin
    -- In one order, so that two who change several spaces at once wait for each other and not in a circle.
    perform 1 from spaces where id in (select space_id from changed where expires_at is null) order by id for no key update;
    update spaces set colleagues = colleagues + case tg_op when 'INSERT' then n else -n end
        from (select space_id, count(*) as n from changed where expires_at is null group by space_id) moved
        where spaces.id = moved.space_id;
    return null;
end $$;
create trigger memberships_came after insert on memberships referencing new table as changed
    for each statement execute function count_colleagues();
create trigger memberships_went after delete on memberships referencing old table as changed
    for each statement execute function count_colleagues();

create function count_present() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.left_at is null and old.suspended_at is null then
        update organizations set present = present - 1 where id = old.organization_id;
    end if;
    if tg_op <> 'DELETE' and new.left_at is null and new.suspended_at is null then
        update organizations set present = present + 1 where id = new.organization_id;
    end if;
    return null;
end $$;
create trigger people_came after insert or delete on people for each row execute function count_present();
create trigger people_moved after update of left_at, suspended_at, organization_id on people
    for each row execute function count_present();
