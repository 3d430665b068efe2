//! The tables as diesel sees them, the same on both databases. Imported as `db::schema` by `queries.rs` files,
//! by row structs in `model.rs` and by `db` itself; a parity test holds it against the migrations.
#![expect(missing_docs, reason = "the columns are described in the migrations")]

diesel::table! {
    people (id) {
        id -> Text,
        email -> Text,
        email_key -> Text,
        name -> Text,
        password_hash -> Text,
        headline -> Text,
        country -> Nullable<Text>,
        locale -> Text,
        time_zone -> Text,
        photo_file_id -> Nullable<Text>,
        verified_at -> Nullable<Timestamp>,
        presence -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        erased_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    logins (id) {
        id -> Text,
        person_id -> Text,
        token_hash -> Text,
        user_agent -> Text,
        address -> Text,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        created_at -> Timestamp,
    }
}

diesel::table! {
    mail_tokens (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        token_hash -> Text,
        email -> Text,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    organizations (id) {
        id -> Text,
        slug -> Text,
        name -> Text,
        name_key -> Text,
        name_zh -> Text,
        country -> Text,
        city -> Text,
        website -> Text,
        about -> Text,
        state -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    members (id) {
        id -> Text,
        organization_id -> Text,
        person_id -> Text,
        role -> Text,
        recruiting_until -> Nullable<Timestamp>,
        most_at_once -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        organization_id -> Text,
        email -> Text,
        email_key -> Text,
        role -> Text,
        token_hash -> Text,
        invited_by -> Text,
        expires_at -> Timestamp,
        accepted_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    notifications (id) {
        id -> Text,
        person_id -> Text,
        kind -> Text,
        subject -> Text,
        detail -> Text,
        link -> Text,
        read_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        awaits_digest -> Bool,
    }
}

diesel::table! {
    notification_settings (person_id) {
        person_id -> Text,
        quiet_from -> Nullable<BigInt>,
        quiet_until -> Nullable<BigInt>,
        digest_hour -> BigInt,
        digested_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    notification_choices (id) {
        id -> Text,
        person_id -> Text,
        topic -> Text,
        mail -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        push -> Bool,
    }
}

diesel::table! {
    push_subscriptions (id) {
        id -> Text,
        person_id -> Text,
        login_id -> Text,
        endpoint -> Text,
        public_key -> Text,
        secret -> Text,
        told_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    files (id) {
        id -> Text,
        kind -> Text,
        name -> Text,
        mime -> Text,
        bytes -> BigInt,
        width -> Nullable<BigInt>,
        height -> Nullable<BigInt>,
        person_id -> Nullable<Text>,
        organization_id -> Nullable<Text>,
        created_at -> Timestamp,
        content -> Nullable<Binary>,
    }
}

diesel::table! {
    transitions (id) {
        id -> Text,
        thing_kind -> Text,
        thing_id -> Text,
        from_state -> Text,
        to_state -> Text,
        person_id -> Nullable<Text>,
        reason -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> Text,
        edition_id -> Nullable<Text>,
        person_id -> Nullable<Text>,
        action -> Text,
        thing_kind -> Text,
        thing_id -> Text,
        before -> Text,
        after -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        kind -> Text,
        payload -> Text,
        attempts -> BigInt,
        due_at -> Timestamp,
        last_error -> Text,
        done_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        notification_id -> Nullable<Text>,
        person_id -> Nullable<Text>,
    }
}

diesel::table! {
    search_changes (seq) {
        seq -> BigInt,
        kind -> Text,
        thing_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    slugs (id) {
        id -> Text,
        edition_id -> Text,
        kind -> Text,
        slug -> Text,
        thing_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    editions (id) {
        id -> Text,
        slug -> Text,
        state -> Text,
        is_current -> Bool,
        opens_at -> Timestamp,
        closes_at -> Timestamp,
        time_zone -> Text,
        accent -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    edition_texts (id) {
        id -> Text,
        edition_id -> Text,
        locale -> Text,
        name -> Text,
        introduction -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    zones (id) {
        id -> Text,
        edition_id -> Text,
        kind -> Text,
        opens_at -> Timestamp,
        closes_at -> Timestamp,
        gate -> Text,
        review_required -> Bool,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    zone_texts (id) {
        id -> Text,
        zone_id -> Text,
        locale -> Text,
        title -> Text,
        introduction -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    staff_roles (id) {
        id -> Text,
        edition_id -> Text,
        zone_id -> Nullable<Text>,
        person_id -> Text,
        role -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    announcements (id) {
        id -> Text,
        edition_id -> Text,
        zone -> Nullable<Text>,
        state -> Text,
        shown_until -> Timestamp,
        text_en -> Text,
        text_zh -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    pages (id) {
        id -> Text,
        slug -> Text,
        position -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    page_versions (id) {
        id -> Text,
        page_id -> Text,
        number -> BigInt,
        locale -> Text,
        title -> Text,
        body -> Text,
        person_id -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    consents (id) {
        id -> Text,
        person_id -> Text,
        page_id -> Text,
        number -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    halls (id) {
        id -> Text,
        edition_id -> Text,
        slug -> Text,
        position -> BigInt,
        width -> BigInt,
        depth -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    hall_texts (id) {
        id -> Text,
        hall_id -> Text,
        locale -> Text,
        name -> Text,
        description -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    booths (id) {
        id -> Text,
        edition_id -> Text,
        organization_id -> Text,
        slug -> Text,
        state -> Text,
        published_revision_id -> Nullable<Text>,
        wished_place_id -> Nullable<Text>,
        hue -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    places (id) {
        id -> Text,
        hall_id -> Text,
        number -> Text,
        x -> BigInt,
        y -> BigInt,
        width -> BigInt,
        depth -> BigInt,
        state -> Text,
        booth_id -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    booth_revisions (id) {
        id -> Text,
        booth_id -> Text,
        number -> BigInt,
        state -> Text,
        logo_file_id -> Nullable<Text>,
        banner_file_id -> Nullable<Text>,
        submitted_by -> Nullable<Text>,
        submitted_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        comment -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    booth_texts (id) {
        id -> Text,
        revision_id -> Text,
        locale -> Text,
        name -> Text,
        short_name -> Text,
        tagline -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    booth_links (id) {
        id -> Text,
        revision_id -> Text,
        position -> BigInt,
        label -> Text,
        url -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    exhibits (id) {
        id -> Text,
        revision_id -> Text,
        position -> BigInt,
        name -> Text,
        name_zh -> Text,
        summary -> Text,
        summary_zh -> Text,
        image_file_id -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    booth_staff (id) {
        id -> Text,
        booth_id -> Text,
        person_id -> Text,
        title -> Text,
        on_duty_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    postings (id) {
        id -> Text,
        edition_id -> Text,
        organization_id -> Text,
        slug -> Text,
        state -> Text,
        published_revision_id -> Nullable<Text>,
        opens_at -> Timestamp,
        closes_at -> Timestamp,
        apply_by -> Text,
        apply_url -> Text,
        response_days -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        is_anonymous -> Bool,
    }
}

diesel::table! {
    posting_revisions (id) {
        id -> Text,
        posting_id -> Text,
        number -> BigInt,
        state -> Text,
        field -> Text,
        employment_type -> Text,
        education -> Text,
        language -> Text,
        city -> Text,
        city_zh -> Text,
        country -> Text,
        is_remote -> Bool,
        salary_min -> Nullable<BigInt>,
        salary_max -> Nullable<BigInt>,
        salary_currency -> Text,
        salary_unit -> Text,
        openings -> BigInt,
        search_key -> Text,
        place_key -> Text,
        submitted_by -> Nullable<Text>,
        submitted_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        comment -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    posting_texts (id) {
        id -> Text,
        revision_id -> Text,
        locale -> Text,
        title -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    fairs (id) {
        id -> Text,
        edition_id -> Text,
        slug -> Text,
        state -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        picture_file_id -> Nullable<Text>,
        begun_at -> Nullable<Timestamp>,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    fair_texts (id) {
        id -> Text,
        fair_id -> Text,
        locale -> Text,
        title -> Text,
        introduction -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    fair_postings (id) {
        id -> Text,
        fair_id -> Text,
        posting_id -> Text,
        state -> Text,
        reason -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    applications (id) {
        id -> Text,
        posting_id -> Text,
        person_id -> Text,
        state -> Text,
        letter -> Text,
        resume_file_id -> Text,
        version -> BigInt,
        submitted_at -> Timestamp,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        answer_due_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        revealed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    rooms (id) {
        id -> Text,
        edition_id -> Text,
        kind -> Text,
        thing_id -> Text,
        name -> Text,
        organization_id -> Nullable<Text>,
        last_seq -> BigInt,
        last_rev -> BigInt,
        pause_seconds -> BigInt,
        members_only -> Bool,
        closed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    messages (id) {
        id -> Text,
        room_id -> Text,
        seq -> BigInt,
        rev -> BigInt,
        person_id -> Text,
        client_id -> Text,
        body -> Text,
        search_key -> Text,
        state -> Text,
        reply_to -> Nullable<Text>,
        edited_at -> Nullable<Timestamp>,
        deleted_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        last_reaction -> Nullable<Text>,
        file_count -> BigInt,
    }
}

diesel::table! {
    message_mentions (id) {
        id -> Text,
        message_id -> Text,
        person_id -> Text,
        name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    message_files (id) {
        id -> Text,
        message_id -> Text,
        file_id -> Text,
        place -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    reactions (id) {
        id -> Text,
        message_id -> Text,
        person_id -> Text,
        kind -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    room_reads (id) {
        id -> Text,
        room_id -> Text,
        person_id -> Text,
        seq -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    room_people (id) {
        id -> Text,
        room_id -> Text,
        person_id -> Text,
        member_id -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    blocks (id) {
        id -> Text,
        person_id -> Text,
        blocked_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    live_requests (id) {
        id -> Text,
        edition_id -> Text,
        organization_id -> Nullable<Text>,
        desk -> Text,
        room_id -> Text,
        person_id -> Text,
        agent_id -> Nullable<Text>,
        state -> Text,
        rank -> BigInt,
        offers -> BigInt,
        offered_at -> Nullable<Timestamp>,
        begun_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        enquiry_id -> Nullable<Text>,
    }
}

diesel::table! {
    reports (id) {
        id -> Text,
        edition_id -> Text,
        zone -> Nullable<Text>,
        message_id -> Text,
        room_id -> Text,
        accused_id -> Text,
        reporter_id -> Text,
        category -> Text,
        note -> Text,
        body -> Text,
        context -> Text,
        state -> Text,
        resolution -> Text,
        handled_by -> Nullable<Text>,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    unwanted_words (id) {
        id -> Text,
        edition_id -> Text,
        word -> Text,
        word_key -> Text,
        pattern -> Text,
        person_id -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sanctions (id) {
        id -> Text,
        edition_id -> Text,
        zone -> Nullable<Text>,
        person_id -> Text,
        kind -> Text,
        reason -> Text,
        ends_at -> Timestamp,
        lifted_at -> Nullable<Timestamp>,
        lifted_by -> Nullable<Text>,
        lift_reason -> Text,
        report_id -> Nullable<Text>,
        created_by -> Text,
        search_key -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    calendar_entries (id) {
        id -> Text,
        person_id -> Text,
        edition_id -> Text,
        kind -> Text,
        thing_id -> Text,
        title -> Text,
        member_id -> Nullable<Text>,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        busy_until -> Timestamp,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    calendar_feeds (person_id) {
        person_id -> Text,
        token_hash -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    projects (id) {
        id -> Text,
        edition_id -> Text,
        organization_id -> Text,
        contact_id -> Nullable<Text>,
        slug -> Text,
        state -> Text,
        published_revision_id -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        expires_at -> Timestamp,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    project_revisions (id) {
        id -> Text,
        project_id -> Text,
        number -> BigInt,
        state -> Text,
        kind -> Text,
        fields -> Text,
        readiness -> Nullable<BigInt>,
        ip_status -> Text,
        partners -> Text,
        budget -> Text,
        languages -> Text,
        city -> Text,
        city_zh -> Text,
        country -> Text,
        disclosure -> Text,
        search_key -> Text,
        submitted_by -> Nullable<Text>,
        submitted_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        comment -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    project_texts (id) {
        id -> Text,
        revision_id -> Text,
        locale -> Text,
        title -> Text,
        teaser -> Text,
        details -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    project_files (id) {
        id -> Text,
        revision_id -> Text,
        file_id -> Text,
        position -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    interests (id) {
        id -> Text,
        edition_id -> Text,
        project_id -> Text,
        person_id -> Text,
        state -> Text,
        message -> Text,
        reason -> Text,
        expires_at -> Timestamp,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    undertakings (id) {
        id -> Text,
        project_id -> Text,
        person_id -> Text,
        text_hash -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    pair_refusals (id) {
        id -> Text,
        project_id -> Text,
        person_id -> Text,
        side -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    meetings (id) {
        id -> Text,
        edition_id -> Text,
        project_id -> Text,
        host_id -> Text,
        guest_id -> Text,
        asked_by -> Text,
        turn -> Text,
        state -> Text,
        message -> Text,
        reason -> Text,
        starts_at -> Nullable<Timestamp>,
        ends_at -> Nullable<Timestamp>,
        expires_at -> Timestamp,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    meeting_times (id) {
        id -> Text,
        meeting_id -> Text,
        side -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        created_at -> Timestamp,
    }
}

diesel::table! {
    outcomes (id) {
        id -> Text,
        edition_id -> Text,
        thing_kind -> Text,
        thing_id -> Text,
        kind -> Text,
        note -> Text,
        state -> Text,
        recorded_by -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    pairing_rules (edition_id) {
        edition_id -> Text,
        interest_quota -> BigInt,
        meeting_quota -> BigInt,
        slot_minutes -> BigInt,
        gap_minutes -> BigInt,
        interest_days -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    pairing_wishes (id) {
        id -> Text,
        person_id -> Text,
        edition_id -> Text,
        kinds -> Text,
        fields -> Text,
        readiness_min -> Nullable<BigInt>,
        readiness_max -> Nullable<BigInt>,
        countries -> Text,
        words -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    programme_parts (id) {
        id -> Text,
        edition_id -> Text,
        kind -> Text,
        name -> Text,
        name_zh -> Text,
        position -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    speakers (id) {
        id -> Text,
        edition_id -> Text,
        person_id -> Nullable<Text>,
        slug -> Text,
        name -> Text,
        affiliation -> Text,
        affiliation_zh -> Text,
        biography -> Text,
        biography_zh -> Text,
        photo_file_id -> Nullable<Text>,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        edition_id -> Text,
        slug -> Text,
        state -> Text,
        track_id -> Nullable<Text>,
        stage_id -> Nullable<Text>,
        language -> Text,
        level -> Text,
        tags -> Text,
        starts_at -> Nullable<Timestamp>,
        ends_at -> Nullable<Timestamp>,
        reminded_for -> Nullable<Timestamp>,
        stream_url -> Text,
        stream_file_id -> Nullable<Text>,
        captions_file_id -> Nullable<Text>,
        captions_language -> Text,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    session_texts (id) {
        id -> Text,
        session_id -> Text,
        locale -> Text,
        title -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    session_speakers (id) {
        id -> Text,
        session_id -> Text,
        speaker_id -> Text,
        position -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    session_files (id) {
        id -> Text,
        session_id -> Text,
        file_id -> Text,
        position -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    session_attendances (id) {
        id -> Text,
        session_id -> Text,
        person_id -> Text,
        kind -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    questions (id) {
        id -> Text,
        session_id -> Text,
        person_id -> Text,
        state -> Text,
        is_pinned -> Bool,
        body -> Text,
        votes -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    question_votes (id) {
        id -> Text,
        question_id -> Text,
        person_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    polls (id) {
        id -> Text,
        session_id -> Text,
        state -> Text,
        question -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    poll_options (id) {
        id -> Text,
        poll_id -> Text,
        position -> BigInt,
        text -> Text,
        votes -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    poll_votes (id) {
        id -> Text,
        poll_id -> Text,
        option_id -> Text,
        person_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    forum_rules (edition_id) {
        edition_id -> Text,
        stream_hosts -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    articles (id) {
        id -> Text,
        edition_id -> Text,
        slug -> Text,
        topic -> Text,
        position -> BigInt,
        state -> Text,
        was_public -> Bool,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    article_texts (id) {
        id -> Text,
        article_id -> Text,
        locale -> Text,
        title -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    article_votes (id) {
        id -> Text,
        article_id -> Text,
        person_id -> Nullable<Text>,
        voter -> Text,
        is_helpful -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    enquiries (id) {
        id -> Text,
        edition_id -> Text,
        person_id -> Nullable<Text>,
        name -> Text,
        email -> Text,
        email_key -> Text,
        locale -> Text,
        topic -> Text,
        priority -> Text,
        state -> Text,
        subject -> Text,
        about -> Text,
        agent_id -> Nullable<Text>,
        snoozed_until -> Nullable<Timestamp>,
        merged_into_id -> Nullable<Text>,
        waiting_since -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        resolved_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        stars -> Nullable<BigInt>,
        rating -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    enquiry_entries (id) {
        id -> Text,
        enquiry_id -> Text,
        seq -> BigInt,
        kind -> Text,
        person_id -> Nullable<Text>,
        body -> Text,
        to_state -> Text,
        room_id -> Nullable<Text>,
        search_key -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    enquiry_files (id) {
        id -> Text,
        entry_id -> Text,
        file_id -> Text,
        place -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    enquiry_links (id) {
        id -> Text,
        enquiry_id -> Text,
        token_hash -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    canned_replies (id) {
        id -> Text,
        edition_id -> Text,
        topic -> Text,
        title -> Text,
        body_en -> Text,
        body_zh -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    desk_hours (id) {
        id -> Text,
        edition_id -> Text,
        weekday -> BigInt,
        opens -> BigInt,
        closes -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    desk_duties (id) {
        id -> Text,
        edition_id -> Text,
        person_id -> Text,
        on_duty_until -> Nullable<Timestamp>,
        most_at_once -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    activities (id) {
        id -> Text,
        edition_id -> Text,
        slug -> Text,
        state -> Text,
        kind -> Text,
        zone -> Text,
        organization_id -> Nullable<Text>,
        host -> Text,
        host_zh -> Text,
        place -> Text,
        place_zh -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        seats -> Nullable<BigInt>,
        reminded_for -> Nullable<Timestamp>,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    activity_texts (id) {
        id -> Text,
        activity_id -> Text,
        locale -> Text,
        title -> Text,
        body -> Text,
        recap -> Text,
        outcome -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    activity_signups (id) {
        id -> Text,
        activity_id -> Text,
        person_id -> Text,
        state -> Text,
        turn -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    news_items (id) {
        id -> Text,
        edition_id -> Text,
        slug -> Text,
        state -> Text,
        published_at -> Timestamp,
        picture_file_id -> Nullable<Text>,
        has_room -> Bool,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    news_texts (id) {
        id -> Text,
        item_id -> Text,
        locale -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    resume_reads (id) {
        id -> Text,
        file_id -> Text,
        owner_id -> Text,
        reader_id -> Text,
        organization_id -> Text,
        day -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    prepared_decisions (id) {
        id -> Text,
        edition_id -> Text,
        kind -> Text,
        subject_id -> Text,
        title -> Text,
        version -> BigInt,
        decision -> Text,
        comment -> Text,
        prepared_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    appeals (id) {
        id -> Text,
        edition_id -> Text,
        zone -> Nullable<Text>,
        sanction_id -> Nullable<Text>,
        message_id -> Nullable<Text>,
        person_id -> Text,
        decided_by -> Nullable<Text>,
        words -> Text,
        state -> Text,
        handled_by -> Nullable<Text>,
        reason -> Text,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    interviews (id) {
        id -> Text,
        edition_id -> Text,
        application_id -> Text,
        host_id -> Nullable<Text>,
        state -> Text,
        turn -> Text,
        place_kind -> Text,
        place -> Text,
        message -> Text,
        reason -> Text,
        starts_at -> Nullable<Timestamp>,
        ends_at -> Nullable<Timestamp>,
        expires_at -> Timestamp,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    interview_slots (id) {
        id -> Text,
        interview_id -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        created_at -> Timestamp,
    }
}

diesel::table! {
    offers (id) {
        id -> Text,
        application_id -> Text,
        state -> Text,
        terms -> Text,
        starts_on -> Text,
        salary -> Nullable<BigInt>,
        salary_currency -> Text,
        salary_unit -> Text,
        answer_by -> Timestamp,
        made_by -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    screening_questions (id) {
        id -> Text,
        posting_id -> Text,
        position -> BigInt,
        kind -> Text,
        label -> Text,
        label_zh -> Text,
        options -> Text,
        wanted -> Text,
        is_required -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    application_answers (id) {
        id -> Text,
        application_id -> Text,
        question_id -> Text,
        answer -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    saves (id) {
        id -> Text,
        person_id -> Text,
        edition_id -> Text,
        kind -> Text,
        thing_id -> Text,
        told_for -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> Text,
        person_id -> Text,
        edition_id -> Text,
        name -> Text,
        query -> Text,
        fair_id -> Nullable<Text>,
        rhythm -> Text,
        begins_at -> Timestamp,
        checked_at -> Timestamp,
        next_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    search_alerts (id) {
        id -> Text,
        search_id -> Text,
        posting_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    candidates (id) {
        id -> Text,
        person_id -> Text,
        state -> Text,
        headline -> Text,
        summary -> Text,
        occupation -> Text,
        education -> Text,
        languages -> Text,
        places -> Text,
        place_key -> Text,
        skills -> Text,
        employment_types -> Text,
        is_remote -> Bool,
        salary_min -> Nullable<BigInt>,
        salary_currency -> Text,
        salary_unit -> Text,
        availability -> Text,
        search_key -> Text,
        resume_file_id -> Nullable<Text>,
        consented_at -> Nullable<Timestamp>,
        seen_at -> Timestamp,
        warned_at -> Nullable<Timestamp>,
        look_at -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    candidate_hidings (id) {
        id -> Text,
        candidate_id -> Text,
        organization_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    candidate_views (id) {
        id -> Text,
        candidate_id -> Text,
        organization_id -> Text,
        day -> Timestamp,
        created_at -> Timestamp,
    }
}

diesel::table! {
    candidate_invitations (id) {
        id -> Text,
        candidate_id -> Text,
        posting_id -> Text,
        person_id -> Nullable<Text>,
        message -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    booth_documents (id) {
        id -> Text,
        revision_id -> Text,
        position -> BigInt,
        title -> Text,
        title_zh -> Text,
        file_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    visits (id) {
        id -> Text,
        edition_id -> Text,
        booth_id -> Text,
        person_id -> Nullable<Text>,
        visitor -> Text,
        day -> Text,
        half_hour -> Timestamp,
        created_at -> Timestamp,
    }
}

diesel::table! {
    visit_days (booth_id, day) {
        booth_id -> Text,
        day -> Text,
        edition_id -> Text,
        visits -> BigInt,
    }
}

diesel::table! {
    document_downloads (id) {
        id -> Text,
        edition_id -> Text,
        booth_id -> Text,
        file_id -> Text,
        person_id -> Nullable<Text>,
        visitor -> Text,
        day -> Text,
        half_hour -> Timestamp,
        created_at -> Timestamp,
    }
}

diesel::table! {
    card_rules (edition_id) {
        edition_id -> Text,
        fields -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    leads (id) {
        id -> Text,
        edition_id -> Text,
        organization_id -> Text,
        booth_id -> Text,
        person_id -> Text,
        name -> Text,
        email -> Text,
        affiliation -> Text,
        phone -> Text,
        country -> Text,
        note -> Text,
        shared_at -> Timestamp,
        rating -> BigInt,
        remark -> Text,
        follow_up_at -> Nullable<Timestamp>,
        follow_up_by -> Nullable<Text>,
        reminded_at -> Nullable<Timestamp>,
        name_key -> Text,
        search_key -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    lead_tags (id) {
        id -> Text,
        lead_id -> Text,
        tag -> Text,
        tag_key -> Text,
        created_at -> Timestamp,
    }
}

diesel::joinable!(logins -> people (person_id));
diesel::joinable!(mail_tokens -> people (person_id));
diesel::joinable!(members -> organizations (organization_id));
diesel::joinable!(members -> people (person_id));
diesel::joinable!(invitations -> organizations (organization_id));
diesel::joinable!(invitations -> people (invited_by));
diesel::joinable!(notifications -> people (person_id));
diesel::joinable!(notification_settings -> people (person_id));
diesel::joinable!(notification_choices -> people (person_id));
diesel::joinable!(push_subscriptions -> people (person_id));
diesel::joinable!(push_subscriptions -> logins (login_id));
diesel::joinable!(edition_texts -> editions (edition_id));
diesel::joinable!(zones -> editions (edition_id));
diesel::joinable!(zone_texts -> zones (zone_id));
diesel::joinable!(staff_roles -> editions (edition_id));
diesel::joinable!(staff_roles -> zones (zone_id));
diesel::joinable!(staff_roles -> people (person_id));
diesel::joinable!(announcements -> editions (edition_id));
diesel::joinable!(page_versions -> pages (page_id));
diesel::joinable!(consents -> people (person_id));
diesel::joinable!(consents -> pages (page_id));
diesel::joinable!(halls -> editions (edition_id));
diesel::joinable!(hall_texts -> halls (hall_id));
diesel::joinable!(booths -> editions (edition_id));
diesel::joinable!(booths -> organizations (organization_id));
diesel::joinable!(places -> halls (hall_id));
diesel::joinable!(places -> booths (booth_id));
diesel::joinable!(booth_revisions -> booths (booth_id));
diesel::joinable!(booth_texts -> booth_revisions (revision_id));
diesel::joinable!(booth_links -> booth_revisions (revision_id));
diesel::joinable!(exhibits -> booth_revisions (revision_id));
diesel::joinable!(booth_staff -> booths (booth_id));
diesel::joinable!(booth_staff -> people (person_id));
diesel::joinable!(postings -> editions (edition_id));
diesel::joinable!(postings -> organizations (organization_id));
diesel::joinable!(posting_revisions -> postings (posting_id));
diesel::joinable!(posting_texts -> posting_revisions (revision_id));
diesel::joinable!(fairs -> editions (edition_id));
diesel::joinable!(fair_texts -> fairs (fair_id));
diesel::joinable!(fair_postings -> fairs (fair_id));
diesel::joinable!(fair_postings -> postings (posting_id));
diesel::joinable!(applications -> postings (posting_id));
diesel::joinable!(applications -> people (person_id));
diesel::joinable!(rooms -> editions (edition_id));
diesel::joinable!(rooms -> organizations (organization_id));
diesel::joinable!(messages -> rooms (room_id));
diesel::joinable!(messages -> people (person_id));
diesel::joinable!(reactions -> messages (message_id));
diesel::joinable!(message_mentions -> messages (message_id));
diesel::joinable!(message_mentions -> people (person_id));
diesel::joinable!(message_files -> messages (message_id));
diesel::joinable!(enquiry_files -> enquiry_entries (entry_id));
diesel::joinable!(enquiry_files -> files (file_id));
diesel::joinable!(message_files -> files (file_id));
diesel::joinable!(room_reads -> rooms (room_id));
diesel::joinable!(room_reads -> people (person_id));
diesel::joinable!(room_people -> rooms (room_id));
diesel::joinable!(room_people -> people (person_id));
diesel::joinable!(room_people -> members (member_id));
diesel::joinable!(live_requests -> rooms (room_id));
diesel::joinable!(live_requests -> organizations (organization_id));
diesel::joinable!(reports -> editions (edition_id));
diesel::joinable!(reports -> messages (message_id));
diesel::joinable!(reports -> rooms (room_id));
diesel::joinable!(unwanted_words -> people (person_id));
diesel::joinable!(sanctions -> editions (edition_id));
diesel::joinable!(sanctions -> people (person_id));
diesel::joinable!(sanctions -> reports (report_id));
diesel::joinable!(calendar_entries -> people (person_id));
diesel::joinable!(calendar_entries -> members (member_id));
diesel::joinable!(calendar_entries -> editions (edition_id));
diesel::joinable!(calendar_feeds -> people (person_id));
diesel::joinable!(projects -> editions (edition_id));
diesel::joinable!(projects -> organizations (organization_id));
diesel::joinable!(projects -> people (contact_id));
diesel::joinable!(project_revisions -> projects (project_id));
diesel::joinable!(project_texts -> project_revisions (revision_id));
diesel::joinable!(project_files -> project_revisions (revision_id));
diesel::joinable!(project_files -> files (file_id));
diesel::joinable!(interests -> editions (edition_id));
diesel::joinable!(interests -> projects (project_id));
diesel::joinable!(interests -> people (person_id));
diesel::joinable!(undertakings -> projects (project_id));
diesel::joinable!(undertakings -> people (person_id));
diesel::joinable!(pair_refusals -> projects (project_id));
diesel::joinable!(pair_refusals -> people (person_id));
diesel::joinable!(meetings -> editions (edition_id));
diesel::joinable!(meetings -> projects (project_id));
diesel::joinable!(meeting_times -> meetings (meeting_id));
diesel::joinable!(outcomes -> editions (edition_id));
diesel::joinable!(pairing_rules -> editions (edition_id));
diesel::joinable!(pairing_wishes -> people (person_id));
diesel::joinable!(pairing_wishes -> editions (edition_id));
diesel::joinable!(programme_parts -> editions (edition_id));
diesel::joinable!(speakers -> editions (edition_id));
diesel::joinable!(speakers -> people (person_id));
diesel::joinable!(sessions -> editions (edition_id));
diesel::joinable!(session_texts -> sessions (session_id));
diesel::joinable!(session_speakers -> sessions (session_id));
diesel::joinable!(session_speakers -> speakers (speaker_id));
diesel::joinable!(session_files -> sessions (session_id));
diesel::joinable!(session_files -> files (file_id));
diesel::joinable!(session_attendances -> sessions (session_id));
diesel::joinable!(session_attendances -> people (person_id));
diesel::joinable!(questions -> sessions (session_id));
diesel::joinable!(questions -> people (person_id));
diesel::joinable!(question_votes -> questions (question_id));
diesel::joinable!(question_votes -> people (person_id));
diesel::joinable!(polls -> sessions (session_id));
diesel::joinable!(poll_options -> polls (poll_id));
diesel::joinable!(poll_votes -> polls (poll_id));
diesel::joinable!(poll_votes -> poll_options (option_id));
diesel::joinable!(poll_votes -> people (person_id));
diesel::joinable!(forum_rules -> editions (edition_id));
diesel::joinable!(activities -> editions (edition_id));
diesel::joinable!(activities -> organizations (organization_id));
diesel::joinable!(activity_texts -> activities (activity_id));
diesel::joinable!(activity_signups -> activities (activity_id));
diesel::joinable!(activity_signups -> people (person_id));
diesel::joinable!(news_items -> editions (edition_id));
diesel::joinable!(news_texts -> news_items (item_id));
diesel::joinable!(resume_reads -> organizations (organization_id));
diesel::joinable!(resume_reads -> people (reader_id));
diesel::joinable!(prepared_decisions -> editions (edition_id));
diesel::joinable!(prepared_decisions -> people (prepared_by));
diesel::joinable!(appeals -> editions (edition_id));
diesel::joinable!(appeals -> people (person_id));
diesel::joinable!(interviews -> applications (application_id));
diesel::joinable!(interview_slots -> interviews (interview_id));
diesel::joinable!(offers -> applications (application_id));
diesel::joinable!(screening_questions -> postings (posting_id));
diesel::joinable!(application_answers -> applications (application_id));
diesel::joinable!(application_answers -> screening_questions (question_id));
diesel::joinable!(saves -> people (person_id));
diesel::joinable!(saved_searches -> people (person_id));
diesel::joinable!(search_alerts -> saved_searches (search_id));
diesel::joinable!(candidates -> people (person_id));
diesel::joinable!(candidate_hidings -> candidates (candidate_id));
diesel::joinable!(candidate_hidings -> organizations (organization_id));
diesel::joinable!(candidate_views -> candidates (candidate_id));
diesel::joinable!(candidate_views -> organizations (organization_id));
diesel::joinable!(candidate_invitations -> candidates (candidate_id));
diesel::joinable!(candidate_invitations -> postings (posting_id));
diesel::joinable!(booth_documents -> booth_revisions (revision_id));
diesel::joinable!(booth_documents -> files (file_id));
diesel::joinable!(visits -> booths (booth_id));
diesel::joinable!(visit_days -> booths (booth_id));
diesel::joinable!(document_downloads -> booths (booth_id));
diesel::joinable!(leads -> booths (booth_id));
diesel::joinable!(leads -> organizations (organization_id));
diesel::joinable!(lead_tags -> leads (lead_id));

diesel::allow_tables_to_appear_in_same_query!(
    people,
    logins,
    mail_tokens,
    organizations,
    members,
    invitations,
    notifications,
    notification_settings,
    notification_choices,
    push_subscriptions,
    files,
    transitions,
    audit_entries,
    outbox,
    search_changes,
    slugs,
    settings,
    editions,
    edition_texts,
    zones,
    zone_texts,
    staff_roles,
    announcements,
    pages,
    page_versions,
    consents,
    halls,
    hall_texts,
    booths,
    places,
    booth_revisions,
    booth_texts,
    booth_links,
    exhibits,
    booth_staff,
    postings,
    posting_revisions,
    posting_texts,
    fairs,
    fair_texts,
    fair_postings,
    applications,
    rooms,
    messages,
    reactions,
    message_mentions,
    message_files,
    room_reads,
    room_people,
    blocks,
    live_requests,
    reports,
    unwanted_words,
    sanctions,
    calendar_entries,
    calendar_feeds,
    projects,
    project_revisions,
    project_texts,
    project_files,
    interests,
    undertakings,
    pair_refusals,
    meetings,
    meeting_times,
    outcomes,
    pairing_rules,
    pairing_wishes,
    programme_parts,
    speakers,
    sessions,
    session_texts,
    session_speakers,
    session_files,
    session_attendances,
    questions,
    question_votes,
    polls,
    poll_options,
    poll_votes,
    forum_rules,
    articles,
    article_texts,
    article_votes,
    enquiries,
    enquiry_entries,
    enquiry_files,
    enquiry_links,
    canned_replies,
    desk_hours,
    desk_duties,
    activities,
    activity_texts,
    activity_signups,
    news_items,
    news_texts,
    resume_reads,
    prepared_decisions,
    appeals,
    interviews,
    interview_slots,
    offers,
    screening_questions,
    application_answers,
    saves,
    saved_searches,
    search_alerts,
    candidates,
    candidate_hidings,
    candidate_views,
    candidate_invitations,
    booth_documents,
    visits,
    visit_days,
    document_downloads,
    card_rules,
    leads,
    lead_tags,
);
