sign-up-title = Ask for an account
sign-up-lead = With your address of the house.
sign-up-submit = Get a link
sign-up-sent = If { $email } is an address of the house without an account yet, a letter is on its way: confirm it there, and come in.
