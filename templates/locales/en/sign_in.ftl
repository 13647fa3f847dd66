sign-in-title = Sign in
sign-in-lead = The forecourt of the house.
sign-in-email = Mail address
sign-in-password = Password
sign-in-submit = Sign in
sign-in-wrong = This address and this password do not go together.
sign-in-too-often = Too many attempts. Wait a quarter of an hour, or choose a new password.
sign-in-kept = Your session has ended. What you wrote is kept: sign in, and you will find it again.
