# Search: one field, one page of results.

search-title = Search
search-for = “{ $words }”
search-words = Words to look for
search-submit = Search
search-lead =
    { $n ->
        [0] No result in what you see.
        [one] { $n } result in what you see.
       *[other] { $n } results in what you see.
    }
search-best-first = Best first
search-newest-first = Newest first
search-best = best first
search-newest = newest first
search-kinds = Kind of result
search-all = All
search-posts = Posts
search-comments-kind = Replies
search-files = Files
search-file-in = in
search-with = Attachments
search-with-file = With a file
search-people = People
search-spaces = Spaces
search-answers = reply to
search-an-answer = reply
search-in = in
search-comments =
    { $n ->
        [one] { $n } reply
       *[other] { $n } replies
    }
search-only-alike = Nothing holds exactly these words. This is what resembles them.
search-nothing = Nothing found
search-nothing-advice = Try fewer words, or others. Only what you can read is searched.
search-common = These words are everywhere
search-common-advice = Add a word that says what it is about.
search-advice = Quotation marks look for words in a row; a dash before a word excludes it. Accents and case do not matter.
search-filters = Refine
search-reach = Audience
search-reach-inside = Between us
search-reach-outside = Open
search-space = Space
search-by = Written by
search-when = When
search-when-always = Any time
search-when-year = This year
search-when-month = This month
search-from = From
search-until = To
search-apply = Filter
search-clear = Clear all
