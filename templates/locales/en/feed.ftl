feed-order = Order
feed-by-activity = Latest activity
feed-by-newest = Newest messages
feed-new-since = New since { $when }
feed-empty = Nothing has been written here yet
feed-empty-write = The first message sets the tone.
feed-empty-read = What is written will appear here.
