invitation-title = Invitation
invitation-lead = { $by } invites you to join the network of the house.
invitation-lead-alone = Your address is confirmed. Only a password is missing.
invitation-signed-in = This browser is signed in as { $name }. Accepting opens another account, for { $email }.
invitation-email-hint = The invitation is for this address, and for it alone.
invitation-name = Your name
invitation-password = A password
invitation-accept = Accept and come in
invitations-title = Invitations
invitations-one = Invite one person
invitations-email = Mail address
invitations-name = Name, optional
invitations-job = Job, optional
invitations-unit = Unit, optional
invitations-send = Invite
invitations-many = Invite several people
invitations-addresses = Addresses
invitations-addresses-hint = One on each line, or with commas between.
invitations-file = Or a CSV file
invitations-file-hint = Columns: name, address, job, unit. Nothing is sent before you have read it again.
invitations-read = Read the list again
invitations-waiting = Waiting for an answer ({ $n })
invitations-by = invited by { $name }
invitations-alone = asked for an account
invitations-again = Send again
invitations-again-named = Send { $email } the invitation again
invitations-revoke = Take back
invitations-revoke-named = Take back the invitation of { $email }
invitations-preview-title = Read again before sending
invitations-preview-lead = Nothing has been sent yet.
invitations-line = Line { $n }
invitations-back = Back
problem-known-address = This address has an account here already.
problem-list-long = The list ends at { $detail } people; send the others afterwards.
problem-list-twice = This address stands further up.
problem-list-garbled = This line could not be read.
flash-invitation-sent = Invitation sent to { $name }.
flash-invitations-sent = Invitations sent: { $name }.
flash-invitation-resent = The invitation goes out again, with a new link.
flash-invitation-revoked = The invitation is taken back; its link no longer works.
invitations-bad =
    { $n ->
        [one] { $n } line to mend; it will not be sent
       *[other] { $n } lines to mend; they will not be sent
    }
invitations-known =
    { $n ->
        [one] { $n } person has an account already
       *[other] { $n } people have an account already
    }
invitations-good =
    { $n ->
        [one] { $n } person to invite
       *[other] { $n } people to invite
    }
invitations-send-all =
    { $n ->
        [one] Invite this person
       *[other] Invite these { $n } people
    }
problem-list-heavy = This file is too heavy: 1 MB at most.
