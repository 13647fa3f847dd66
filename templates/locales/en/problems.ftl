problem-empty = Please fill in this field.
problem-too-long = { $detail } characters at most.
problem-email = “{ $detail }” is not a mail address.
problem-password-short = { $detail } characters at least. A sentence that only you know will do very well.
problem-password-common = This password is too easy to guess. A few unrelated words will do very well.
problem-slug = Small letters, digits and hyphens only.
problem-handle = Small letters, digits, dots and hyphens only.
