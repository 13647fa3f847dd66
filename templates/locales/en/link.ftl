link-gone-title = This link was used, or is no longer valid
link-gone-password = Ask for another one; it will come by mail.
link-gone-password-again = Get a new link
link-gone-sign-in = Ask for another one; it will come by mail.
link-gone-sign-in-again = Get a new link
link-gone-invitation = If you accepted the invitation, you can sign in. Otherwise, ask whoever invited you to send it again.
link-gone-invitation-again = Sign in
