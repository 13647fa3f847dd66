# What one is told: templates/part/notice.html.

notice-title = News
notice-unread =
    { $n ->
        [one] new
       *[other] new
    }
notice-by-mail = by mail,
notice-new = Unread:
notice-read = Mark as read
notice-read-all = Mark all as read
notice-more = All news
notice-filter = Filter the news
notice-filter-all = All
notice-filter-unread = Unread
notice-none = Nothing new
notice-none-why = When somebody mentions you, answers you or waits for you, it will be told here.
notice-none-unread = You have read everything.
notice-and = and
notice-others =
    { $n ->
        [one] { $n } other
       *[other] { $n } others
    }

# Who, then one of these, then where.

notice-mention =
    { $n ->
        [one] mentions you in
       *[other] mention you in
    }
notice-asked = asks you a question in
notice-kept = kept your answer in
notice-announcement = asks you to confirm that you have read, in
notice-announced = made an announcement in
notice-reply =
    { $n ->
        [one] answered you in
       *[other] answered you in
    }
notice-question = waits for an answer in
notice-outside =
    { $n ->
        [one] wrote in
       *[other] wrote in
    }
notice-thread =
    { $n ->
        [one] answered in
       *[other] answered in
    }
notice-space =
    { $n ->
        [one] wrote in
       *[other] wrote in
    }
notice-said =
    { $n ->
        [one] reacts to what you wrote in
       *[other] react to what you wrote in
    }
notice-said-thanks =
    { $n ->
        [one] thanks you in
       *[other] thank you in
    }
notice-said-agree =
    { $n ->
        [one] agrees with you in
       *[other] agree with you in
    }
notice-said-insight =
    { $n ->
        [one] says “Well spotted” to you in
       *[other] say “Well spotted” to you in
    }
notice-said-bravo =
    { $n ->
        [one] says bravo to you in
       *[other] say bravo to you in
    }
notice-said-taken =
    { $n ->
        [one] takes care of what you wrote in
       *[other] take care of what you wrote in
    }
notice-request = asks to come into
notice-refusal = did not accept your request to come into
notice-entry = let you into
notice-role = changed your role in

# Who, then one of these, then the guest; of the last, the guest comes first.

notice-approval = waits for your agreement to let in
notice-sponsor = entrusts you with
notice-sponsor-alone = You now answer for
notice-accepted = accepted the invitation.
notice-ending = will no longer have access after { $end }.
notice-ended = no longer has access.
notice-ending-own = Your access ends on { $end }.

# What was reported, to those who judge; what became of their words, to whoever wrote them. Then where.

notice-report = A report waits for you in
notice-report-house = A report waits for the house.
notice-hidden = What you wrote is hidden, until somebody decides, in
notice-restored = What you wrote can be read again in
notice-removed = What you wrote was removed, and you can read why, in
# A mail that only used the reader’s name.

notice-forged = A mail that says it is from you was held: nothing proves that you sent it.
