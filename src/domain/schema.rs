// Printed by `diesel print-schema` from the migrations; arrays hold no nulls, which diesel cannot know;
// `Tsvector` is ours (sql.rs).

diesel::table! {
    access_reminders (access_id, days_before, ends_at) {
        access_id -> Uuid,
        days_before -> Int2,
        ends_at -> Timestamptz,
        sent_at -> Timestamptz,
    }
}

diesel::table! {
    access_spaces (access_id, space_id) {
        access_id -> Uuid,
        space_id -> Uuid,
        space_guests -> Bool,
    }
}

diesel::table! {
    accesses (id) {
        id -> Uuid,
        email -> Text,
        name -> Text,
        organization_id -> Uuid,
        organization_is_house -> Bool,
        language -> Text,
        person_id -> Nullable<Uuid>,
        sponsor_id -> Uuid,
        sponsor_kind -> Text,
        sponsor_flagged_at -> Nullable<Timestamptz>,
        purpose -> Text,
        word -> Nullable<Text>,
        horizon -> Text,
        horizon_at -> Nullable<Timestamptz>,
        ends_at -> Timestamptz,
        proposed_by -> Uuid,
        proposed_at -> Timestamptz,
        approved_by -> Nullable<Uuid>,
        approved_at -> Nullable<Timestamptz>,
        accepted_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        ended_by -> Nullable<Uuid>,
        end_reason -> Nullable<Text>,
    }
}

diesel::table! {
    acknowledgements (post_id, person_id) {
        post_id -> Uuid,
        person_id -> Uuid,
        acknowledged_at -> Timestamptz,
    }
}

diesel::table! {
    announcements (post_id) {
        post_id -> Uuid,
        wished_by -> Nullable<Timestamptz>,
        reminded_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    blobs (hash) {
        hash -> Bytea,
        size -> Int8,
        touched_at -> Timestamptz,
        drawn_as -> Nullable<Text>,
    }
}

diesel::table! {
    bounces (letter) {
        letter -> Uuid,
        address_lower -> Text,
        kind -> Text,
        happened_at -> Timestamptz,
    }
}

diesel::table! {
    cases (id) {
        id -> Uuid,
        post_id -> Uuid,
        comment_id -> Nullable<Uuid>,
        author_id -> Uuid,
        desk -> Text,
        title -> Nullable<Text>,
        excerpt -> Text,
        opened_at -> Timestamptz,
        was_answer -> Bool,
        settled_at -> Nullable<Timestamptz>,
        settled_by -> Nullable<Uuid>,
        verdict -> Nullable<Text>,
    }
}

diesel::table! {
    charter_acceptances (person_id, version) {
        person_id -> Uuid,
        version -> Int4,
        accepted_at -> Timestamptz,
    }
}

diesel::table! {
    charters (version) {
        version -> Int4,
        body -> Text,
        html -> Text,
        published_at -> Timestamptz,
        published_by -> Uuid,
    }
}

diesel::table! {
    colleague_invitations (id) {
        id -> Uuid,
        email -> Text,
        name -> Nullable<Text>,
        title -> Nullable<Text>,
        unit -> Nullable<Text>,
        language -> Text,
        invited_by -> Nullable<Uuid>,
        invited_at -> Timestamptz,
        accepted_at -> Nullable<Timestamptz>,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    comment_versions (comment_id, number) {
        comment_id -> Uuid,
        number -> Int4,
        html -> Text,
        body -> Text,
        written_at -> Timestamptz,
    }
}

diesel::table! {
    comments (id) {
        id -> Uuid,
        post_id -> Uuid,
        parent_id -> Nullable<Uuid>,
        depth -> Int2,
        parent_depth -> Int2,
        author_id -> Uuid,
        body -> Text,
        html -> Text,
        published_at -> Timestamptz,
        edited_at -> Nullable<Timestamptz>,
        deleted_at -> Nullable<Timestamptz>,
        deleted_by -> Nullable<Uuid>,
        lexemes -> crate::domain::sql::Tsvector,
        hidden_at -> Nullable<Timestamptz>,
        removal_reason -> Nullable<Text>,
        form_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    credentials (person_id) {
        person_id -> Uuid,
        password_hash -> Text,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    deliveries (id) {
        id -> Uuid,
        person_id -> Uuid,
        item_id -> Uuid,
        space_id -> Uuid,
        post_id -> Uuid,
        comment_id -> Nullable<Uuid>,
        actor_id -> Nullable<Uuid>,
        reason -> Text,
        way -> Text,
        due_at -> Timestamptz,
        state -> Text,
        attempts -> Int2,
        last_reply -> Nullable<Text>,
        sent_at -> Nullable<Timestamptz>,
        message_id -> Nullable<Text>,
    }
}

diesel::table! {
    devices (session_id) {
        session_id -> Uuid,
        endpoint -> Text,
        p256dh -> Bytea,
        auth -> Bytea,
        made_at -> Timestamptz,
        rang_at -> Nullable<Timestamptz>,
        failures -> Int2,
    }
}

diesel::table! {
    digests (person_id) {
        person_id -> Uuid,
        covered_until -> Timestamptz,
    }
}

diesel::table! {
    drafts (id) {
        id -> Uuid,
        person_id -> Uuid,
        space_id -> Uuid,
        post_id -> Nullable<Uuid>,
        title -> Text,
        body -> Text,
        saved_at -> Timestamptz,
        form_id -> Uuid,
    }
}

diesel::table! {
    events (id) {
        id -> Uuid,
        at -> Timestamptz,
        actor_id -> Nullable<Uuid>,
        space_id -> Nullable<Uuid>,
        kind -> Text,
        facts -> Jsonb,
        subject_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    files (id) {
        id -> Uuid,
        hash -> Bytea,
        name -> Text,
        kind -> Text,
        media_type -> Text,
        size -> Int8,
        width -> Nullable<Int4>,
        height -> Nullable<Int4>,
        uploader_id -> Uuid,
        post_id -> Nullable<Uuid>,
        comment_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        alt -> Nullable<Text>,
        lexemes -> crate::domain::sql::Tsvector,
    }
}

diesel::table! {
    follows (person_id, post_id) {
        person_id -> Uuid,
        post_id -> Uuid,
        attention -> Text,
        since -> Timestamptz,
    }
}

diesel::table! {
    house (id) {
        id -> Bool,
        organization_id -> Uuid,
        language -> Text,
        time_zone -> Text,
        logo_id -> Nullable<Uuid>,
        domains -> Array<Text>,
        sign_up -> Bool,
        inviters -> Text,
        second_key -> Bool,
        longest_access_days -> Int4,
        opened_at -> Timestamptz,
    }
}

diesel::table! {
    jobs (id) {
        id -> Uuid,
        kind -> Text,
        facts -> Jsonb,
        name -> Nullable<Text>,
        run_at -> Timestamptz,
        attempts -> Int2,
        leased_until -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        enqueued_at -> Timestamptz,
        drops -> Int2,
    }
}

diesel::table! {
    join_requests (space_id, person_id) {
        space_id -> Uuid,
        person_id -> Uuid,
        message -> Nullable<Text>,
        asked_at -> Timestamptz,
    }
}

diesel::table! {
    mail_blocks (space_id, address) {
        space_id -> Uuid,
        address -> Text,
        blocked_by -> Nullable<Uuid>,
        blocked_at -> Timestamptz,
    }
}

diesel::table! {
    mail_copies (mailed_id, address) {
        mailed_id -> Uuid,
        address -> Text,
        name -> Nullable<Text>,
    }
}

diesel::table! {
    mail_elders (mailed_id, hash) {
        mailed_id -> Uuid,
        hash -> Bytea,
        distance -> Int2,
        named_at -> Timestamptz,
    }
}

diesel::table! {
    mail_keys (number) {
        number -> Int2,
        secret -> Bytea,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    mail_recipients (id) {
        id -> Uuid,
        mail_id -> Uuid,
        address -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        space_id -> Nullable<Uuid>,
        person_id -> Nullable<Uuid>,
        post_id -> Nullable<Uuid>,
        comment_id -> Nullable<Uuid>,
        settled_at -> Nullable<Timestamptz>,
        settled_by -> Nullable<Uuid>,
        as_id -> Nullable<Uuid>,
        told_at -> Nullable<Timestamptz>,
        into_id -> Nullable<Uuid>,
        word -> Nullable<Text>,
    }
}

diesel::table! {
    mail_signatures (person_id, hash) {
        person_id -> Uuid,
        hash -> Bytea,
        above -> Bytea,
        times -> Int4,
        seen_at -> Timestamptz,
    }
}

diesel::table! {
    mail_tests (id) {
        id -> Uuid,
        asked_at -> Timestamptz,
        asked_by -> Nullable<Uuid>,
        sent_at -> Nullable<Timestamptz>,
        error -> Nullable<Text>,
        arrived_at -> Nullable<Timestamptz>,
        door -> Nullable<Text>,
        read_at -> Nullable<Timestamptz>,
        level -> Nullable<Text>,
        proof -> Nullable<Text>,
    }
}

diesel::table! {
    mailed (id) {
        id -> Uuid,
        post_id -> Uuid,
        comment_id -> Nullable<Uuid>,
        recipient_id -> Nullable<Uuid>,
        message_id -> Text,
        is_proved -> Bool,
        folded -> Nullable<Text>,
        passed -> Nullable<Jsonb>,
        elder -> Nullable<Int2>,
    }
}

diesel::table! {
    mails (id) {
        id -> Uuid,
        sha256 -> Bytea,
        raw -> Bytea,
        door -> Text,
        envelope_from -> Text,
        peer -> Nullable<Text>,
        helo -> Text,
        received_at -> Timestamptz,
        times -> Int4,
        message_id -> Nullable<Text>,
        fold -> Nullable<Text>,
        kind -> Nullable<Text>,
        from_address -> Nullable<Text>,
        from_name -> Nullable<Text>,
        subject -> Nullable<Text>,
        sent_at -> Nullable<Timestamptz>,
        level -> Nullable<Text>,
        proof -> Nullable<Text>,
        may_answer -> Nullable<Bool>,
        words -> Nullable<Text>,
    }
}

diesel::table! {
    memberships (space_id, person_id) {
        space_id -> Uuid,
        space_guests -> Bool,
        person_id -> Uuid,
        person_kind -> Text,
        role -> Text,
        sees_from -> Nullable<Timestamptz>,
        expires_at -> Nullable<Timestamptz>,
        joined_at -> Timestamptz,
        read_at -> Timestamptz,
        visited_at -> Timestamptz,
        closeness -> Nullable<Text>,
    }
}

diesel::table! {
    mentions (id) {
        id -> Uuid,
        post_id -> Uuid,
        comment_id -> Nullable<Uuid>,
        person_id -> Uuid,
        mentioned_at -> Timestamptz,
    }
}

diesel::table! {
    notifications (person_id, item_id) {
        person_id -> Uuid,
        item_id -> Uuid,
        reason -> Text,
        space_id -> Nullable<Uuid>,
        post_id -> Nullable<Uuid>,
        comment_id -> Nullable<Uuid>,
        access_id -> Nullable<Uuid>,
        actor_id -> Nullable<Uuid>,
        happened_at -> Timestamptz,
        read_at -> Nullable<Timestamptz>,
        bundle_id -> Uuid,
    }
}

diesel::table! {
    old_slugs (slug) {
        slug -> Text,
        space_id -> Uuid,
    }
}

diesel::table! {
    organizations (id) {
        id -> Uuid,
        kind -> Text,
        is_house -> Bool,
        name -> Text,
        short_name -> Nullable<Text>,
        created_at -> Timestamptz,
        present -> Int4,
    }
}

diesel::table! {
    people (id) {
        id -> Uuid,
        kind -> Text,
        organization_id -> Uuid,
        organization_is_house -> Bool,
        handle -> Text,
        name -> Text,
        email -> Text,
        language -> Nullable<Text>,
        theme -> Nullable<Text>,
        title -> Nullable<Text>,
        unit -> Nullable<Text>,
        location -> Nullable<Text>,
        phone -> Nullable<Text>,
        skills -> Array<Text>,
        about -> Nullable<Text>,
        about_html -> Nullable<Text>,
        manager_id -> Nullable<Uuid>,
        picture_id -> Nullable<Uuid>,
        is_admin -> Bool,
        created_at -> Timestamptz,
        seen_at -> Nullable<Timestamptz>,
        suspended_at -> Nullable<Timestamptz>,
        left_at -> Nullable<Timestamptz>,
        words -> Text,
        mail_epoch -> Int2,
        single_keys -> Bool,
    }
}

diesel::table! {
    pictures (id) {
        id -> Uuid,
        media_type -> Text,
        bytes -> Bytea,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    poll_ballots (post_id, person_id) {
        post_id -> Uuid,
        person_id -> Uuid,
        voted_at -> Timestamptz,
    }
}

diesel::table! {
    poll_options (post_id, number) {
        post_id -> Uuid,
        number -> Int2,
        label -> Text,
        votes -> Int4,
    }
}

diesel::table! {
    poll_votes (post_id, number, person_id) {
        post_id -> Uuid,
        number -> Int2,
        person_id -> Uuid,
    }
}

diesel::table! {
    polls (post_id) {
        post_id -> Uuid,
        several -> Bool,
        anonymous -> Bool,
        ends_at -> Timestamptz,
    }
}

diesel::table! {
    post_versions (post_id, number) {
        post_id -> Uuid,
        number -> Int4,
        title -> Nullable<Text>,
        html -> Text,
        body -> Text,
        written_at -> Timestamptz,
    }
}

diesel::table! {
    posts (id) {
        id -> Uuid,
        space_id -> Uuid,
        author_id -> Uuid,
        title -> Nullable<Text>,
        body -> Text,
        html -> Text,
        published_at -> Timestamptz,
        edited_at -> Nullable<Timestamptz>,
        pinned_at -> Nullable<Timestamptz>,
        comments_closed_at -> Nullable<Timestamptz>,
        deleted_at -> Nullable<Timestamptz>,
        deleted_by -> Nullable<Uuid>,
        comment_count -> Int4,
        active_at -> Timestamptz,
        last_author_id -> Uuid,
        lexemes -> crate::domain::sql::Tsvector,
        kind -> Text,
        answer_id -> Nullable<Uuid>,
        hidden_at -> Nullable<Timestamptz>,
        removal_reason -> Nullable<Text>,
        form_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    preferences (person_id) {
        person_id -> Uuid,
        time_zone -> Nullable<Text>,
        quiet -> Nullable<Bool>,
        reachable -> Nullable<Array<Int2>>,
        rhythm -> Nullable<Text>,
        digest_minute -> Nullable<Int2>,
        discreet -> Nullable<Bool>,
    }
}

diesel::table! {
    push_key (id) {
        id -> Bool,
        pkcs8 -> Bytea,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    pushes (session_id, item_id) {
        session_id -> Uuid,
        item_id -> Uuid,
        due_at -> Timestamptz,
        sent_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    reactions (id) {
        id -> Uuid,
        post_id -> Uuid,
        comment_id -> Nullable<Uuid>,
        person_id -> Uuid,
        word -> Text,
        reacted_at -> Timestamptz,
    }
}

diesel::table! {
    reports (case_id, person_id) {
        case_id -> Uuid,
        person_id -> Uuid,
        reason -> Text,
        word -> Nullable<Text>,
        reported_at -> Timestamptz,
    }
}

diesel::table! {
    saved_posts (person_id, post_id) {
        person_id -> Uuid,
        post_id -> Uuid,
        saved_at -> Timestamptz,
    }
}

diesel::table! {
    sessions (hash) {
        hash -> Bytea,
        id -> Uuid,
        person_id -> Uuid,
        created_at -> Timestamptz,
        seen_at -> Timestamptz,
        expires_at -> Timestamptz,
        agent -> Text,
        view_as -> Nullable<Uuid>,
    }
}

diesel::table! {
    spaces (id) {
        id -> Uuid,
        slug -> Text,
        kind -> Text,
        visibility -> Text,
        opened_to_guests -> Bool,
        name -> Text,
        sort_name -> Text,
        purpose -> Nullable<Text>,
        description -> Nullable<Text>,
        description_html -> Nullable<Text>,
        picture_id -> Nullable<Uuid>,
        room_of -> Nullable<Uuid>,
        audience_version -> Int4,
        created_at -> Timestamptz,
        archived_at -> Nullable<Timestamptz>,
        deletion_due_at -> Nullable<Timestamptz>,
        colour -> Nullable<Text>,
        colleagues -> Int4,
        discreet -> Bool,
    }
}

diesel::table! {
    suppressions (address_lower) {
        address_lower -> Text,
        cause -> Text,
        since -> Timestamptz,
        until -> Nullable<Timestamptz>,
        last_reply -> Nullable<Text>,
    }
}

diesel::table! {
    thread_marks (person_id, post_id) {
        person_id -> Uuid,
        post_id -> Uuid,
        read_at -> Timestamptz,
    }
}

diesel::table! {
    tokens (hash) {
        hash -> Bytea,
        purpose -> Text,
        subject_id -> Uuid,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    untold (event_id) {
        event_id -> Uuid,
        attempts -> Int2,
        tell_at -> Timestamptz,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    ways (person_id, topic) {
        person_id -> Uuid,
        topic -> Text,
        way -> Text,
    }
}

diesel::joinable!(access_reminders -> accesses (access_id));
diesel::joinable!(access_spaces -> accesses (access_id));
diesel::joinable!(acknowledgements -> people (person_id));
diesel::joinable!(acknowledgements -> posts (post_id));
diesel::joinable!(cases -> comments (comment_id));
diesel::joinable!(cases -> posts (post_id));
diesel::joinable!(announcements -> posts (post_id));
diesel::joinable!(charter_acceptances -> charters (version));
diesel::joinable!(charter_acceptances -> people (person_id));
diesel::joinable!(charters -> people (published_by));
diesel::joinable!(colleague_invitations -> people (invited_by));
diesel::joinable!(comment_versions -> comments (comment_id));
diesel::joinable!(comments -> posts (post_id));
diesel::joinable!(credentials -> people (person_id));
diesel::joinable!(drafts -> people (person_id));
diesel::joinable!(drafts -> posts (post_id));
diesel::joinable!(drafts -> spaces (space_id));
diesel::joinable!(files -> blobs (hash));
diesel::joinable!(files -> people (uploader_id));
diesel::joinable!(files -> posts (post_id));
diesel::joinable!(follows -> people (person_id));
diesel::joinable!(follows -> posts (post_id));
diesel::joinable!(house -> organizations (organization_id));
diesel::joinable!(house -> pictures (logo_id));
diesel::joinable!(join_requests -> people (person_id));
diesel::joinable!(join_requests -> spaces (space_id));
diesel::joinable!(mail_blocks -> people (blocked_by));
diesel::joinable!(mail_blocks -> spaces (space_id));
diesel::joinable!(mail_copies -> mailed (mailed_id));
diesel::joinable!(mail_elders -> mailed (mailed_id));
diesel::joinable!(mail_recipients -> comments (comment_id));
diesel::joinable!(mail_recipients -> mails (mail_id));
diesel::joinable!(mail_recipients -> spaces (space_id));
diesel::joinable!(mail_signatures -> people (person_id));
diesel::joinable!(mail_tests -> people (asked_by));
diesel::joinable!(mailed -> mail_recipients (recipient_id));
diesel::joinable!(mailed -> posts (post_id));
diesel::joinable!(mentions -> comments (comment_id));
diesel::joinable!(mentions -> people (person_id));
diesel::joinable!(mentions -> posts (post_id));
diesel::joinable!(notifications -> accesses (access_id));
diesel::joinable!(notifications -> posts (post_id));
diesel::joinable!(notifications -> spaces (space_id));
diesel::joinable!(old_slugs -> spaces (space_id));
diesel::joinable!(people -> pictures (picture_id));
diesel::joinable!(poll_ballots -> people (person_id));
diesel::joinable!(poll_ballots -> polls (post_id));
diesel::joinable!(poll_options -> polls (post_id));
diesel::joinable!(poll_votes -> people (person_id));
diesel::joinable!(polls -> posts (post_id));
diesel::joinable!(post_versions -> posts (post_id));
diesel::joinable!(posts -> spaces (space_id));
diesel::joinable!(preferences -> people (person_id));
diesel::joinable!(pushes -> devices (session_id));
diesel::joinable!(reactions -> comments (comment_id));
diesel::joinable!(reactions -> people (person_id));
diesel::joinable!(reactions -> posts (post_id));
diesel::joinable!(reports -> cases (case_id));
diesel::joinable!(reports -> people (person_id));
diesel::joinable!(saved_posts -> people (person_id));
diesel::joinable!(saved_posts -> posts (post_id));
diesel::joinable!(spaces -> pictures (picture_id));
diesel::joinable!(thread_marks -> people (person_id));
diesel::joinable!(thread_marks -> posts (post_id));
diesel::joinable!(untold -> events (event_id));
diesel::joinable!(ways -> people (person_id));

diesel::allow_tables_to_appear_in_same_query!(
    access_reminders,
    access_spaces,
    accesses,
    acknowledgements,
    announcements,
    blobs,
    bounces,
    cases,
    charter_acceptances,
    charters,
    colleague_invitations,
    comment_versions,
    comments,
    credentials,
    deliveries,
    devices,
    digests,
    drafts,
    events,
    files,
    follows,
    house,
    jobs,
    join_requests,
    mail_blocks,
    mail_copies,
    mail_elders,
    mail_keys,
    mail_recipients,
    mail_signatures,
    mail_tests,
    mailed,
    mails,
    memberships,
    mentions,
    notifications,
    old_slugs,
    organizations,
    people,
    pictures,
    poll_ballots,
    poll_options,
    poll_votes,
    polls,
    post_versions,
    posts,
    preferences,
    push_key,
    pushes,
    reactions,
    reports,
    saved_posts,
    sessions,
    spaces,
    suppressions,
    thread_marks,
    tokens,
    untold,
    ways,
);
