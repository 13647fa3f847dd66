news-posts =
    { $n ->
        [one] { $n } nouveau message
       *[other] { $n } nouveaux messages
    }
