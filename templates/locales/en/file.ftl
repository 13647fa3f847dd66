# Files: under a message, in a form, in the tab of a space.

space-tab-files = Files
file-list = Attached files
file-attach = Attach files
file-limits = { $n } at most, { $size } MB each
file-take-out = Remove
file-cancel = Cancel
file-retry = Try again
file-failed = It could not be sent.
file-offline = You are offline: sending goes on with the connection.
file-heavy = Too heavy: { $size } MB at most.
file-sending = Sending { $name }
file-sent = { $name } is attached.
file-alt = What { $name } shows
file-alt-hint = Describe the picture, for those who do not see it
file-pictures = Attached pictures
file-lightbox = Picture
file-lightbox-place = Picture { $n } of { $all }
file-lightbox-close = Close
file-lightbox-before = Previous picture
file-lightbox-after = Next picture
file-lightbox-original = The original
file-weight-kilo = { $n } KB
file-weight-mega = { $n } MB

problem-file-heavy = “{ $detail }” is too heavy: the limit stands beside the button.
problem-file-picture = “{ $detail }” has too many pixels: 12,000 a side at most. Make the picture smaller, or attach it in an archive.
problem-file-alt = The description of a picture: { $detail } characters at most.
problem-files-many = { $detail } files at most in a message.
problem-files-heavy = Too heavy at once: { $detail } MB at most for all of them.
problem-files-waiting = Too many of your files wait for a message already. Publish some, or come back tomorrow.
problem-files-gone = One of the files is not there any more: a file without a message is deleted after a day. Attach it again.

files-col-file = File
files-col-from = Comes from
files-col-by = Brought by
files-col-when = When
files-by-mail = attached to a mail
files-count = { $n ->
    [0] No files
    [one] { $n } file
   *[other] { $n } files
}
files-bring = Add a file
files-filter = Filter
files-all = All
files-documents = Documents
files-tables = Tables
files-images = Pictures
files-others = Others
files-by = Brought by
files-by-all = Everybody
files-show = Show
files-from-untitled = The message
files-none-such = No file under this filter.
files-never-alone = A file is never alone: it always comes from a message, and whoever reads the message reads the file.
files-empty = No file yet
files-empty-why = Attach one to a message: it will be kept here, with what was said of it.
