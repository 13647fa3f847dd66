news-posts =
    { $n ->
        [one] { $n } new message
       *[other] { $n } new messages
    }
