device-title = On this device
device-note = What you chose to hear at once rings here too, even when Parvis is closed, and never in your quiet hours. The screen says where and why, and nothing of what was written.
device-add = Let this device ring
device-on = This device rings.
device-off = This device does not ring.
device-waits = Your browser is asking its service…
device-script = A device rings with the help of JavaScript, which is turned off here.
device-unable = This browser cannot ring while Parvis is closed. On an iPhone or an iPad, add Parvis to the home screen first.
device-denied = This browser refuses notifications from Parvis. Its own settings change that.
device-failed = Your browser could not reach its service. Try again later.
device-since = rings since
device-remove = Stop ringing
device-remove-named = Stop ringing on { $name }
flash-device-added = This device will ring.
flash-device-removed = This device will ring no more.
problem-device-address = The address that this browser gave is not that of a notification service.
problem-device-keys = The keys that this browser gave cannot be used. Try again, or try another browser.

# What a device shows: where is the title, then one of these.

push-mention = Somebody speaks to you.
push-kept = Your answer was kept.
push-announcement = An announcement waits for you.
push-reply = Somebody answers you.
push-question = A question waits for an answer.
push-outside = A guest has written.
push-thread = An answer in a thread that you follow.
push-space = New message.
push-reaction = Somebody reacts to what you wrote.
push-request = Somebody asks to come in.
push-refusal = Your request to come in was not granted.
push-entry = You were let in.
push-role = Your role has changed there.
push-approval = An access waits for your approval.
push-accepted = An invitation was accepted.
push-sponsor = You were made a sponsor.
push-ending = An access is about to end.
push-ended = An access has ended.
push-report = A report waits to be judged.
push-hidden = What you wrote is hidden until somebody decides.
push-restored = What you wrote can be read again.
push-removed = What you wrote was removed.
push-forged = A mail that says it is from you was held.
push-discreet = New message.
push-others =
    { $n ->
        [one] And one more.
       *[other] And { $n } more.
    }
