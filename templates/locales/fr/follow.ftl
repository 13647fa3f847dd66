# Following a thread.

follow-title = Suivre
follow-switch = Je suis ce fil
follow-hint-following = Chaque réponse vous est annoncée.
follow-hint-muted = Vous n’entendez plus rien de ce fil, sauf si l’on vous mentionne.
follow-hint-none = Seules les réponses à ce que vous avez écrit vous sont annoncées.
follow-begin = Suivre ce fil
follow-end = Ne plus suivre ce fil
follow-mute = Ne plus rien en entendre
follow-unmute = En entendre à nouveau
flash-following = Vous suivez ce fil.
flash-unfollowed = Vous ne suivez plus ce fil.
flash-muted = Vous n’entendrez plus rien de ce fil, sauf si l’on vous mentionne.
