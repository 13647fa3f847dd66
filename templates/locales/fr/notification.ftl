# What one is told: templates/part/notice.html.

notice-title = Nouvelles
notice-unread =
    { $n ->
        [one] nouvelle
       *[other] nouvelles
    }
notice-by-mail = par mail,
notice-new = Non lu :
notice-read = Marquer comme lu
notice-read-all = Tout marquer lu
notice-more = Toutes les nouvelles
notice-filter = Filtrer les nouvelles
notice-filter-all = Toutes
notice-filter-unread = Non lues
notice-none = Rien de nouveau
notice-none-why = Quand on vous mentionnera, vous répondra ou vous attendra quelque part, ce sera dit ici.
notice-none-unread = Vous avez tout lu.
notice-and = et
notice-others =
    { $n ->
        [one] { $n } autre
       *[other] { $n } autres
    }

# Who, then one of these, then where.

notice-mention =
    { $n ->
        [one] vous mentionne dans
       *[other] vous mentionnent dans
    }
notice-asked = vous pose une question dans
notice-kept = a retenu votre réponse dans
notice-announcement = attend une confirmation de lecture dans
notice-announced = a fait une annonce dans
notice-reply =
    { $n ->
        [one] vous a répondu dans
       *[other] vous ont répondu dans
    }
notice-question = attend une réponse dans
notice-outside =
    { $n ->
        [one] a écrit dans
       *[other] ont écrit dans
    }
notice-thread =
    { $n ->
        [one] a répondu dans
       *[other] ont répondu dans
    }
notice-space =
    { $n ->
        [one] a écrit dans
       *[other] ont écrit dans
    }
notice-said =
    { $n ->
        [one] réagit à ce que vous avez écrit dans
       *[other] réagissent à ce que vous avez écrit dans
    }
notice-said-thanks =
    { $n ->
        [one] vous dit merci dans
       *[other] vous disent merci dans
    }
notice-said-agree =
    { $n ->
        [one] est d’accord avec vous dans
       *[other] sont d’accord avec vous dans
    }
notice-said-insight =
    { $n ->
        [one] vous dit « Bien vu » dans
       *[other] vous disent « Bien vu » dans
    }
notice-said-bravo =
    { $n ->
        [one] vous dit bravo dans
       *[other] vous disent bravo dans
    }
notice-said-taken =
    { $n ->
        [one] s’occupe de ce que vous avez écrit dans
       *[other] s’occupent de ce que vous avez écrit dans
    }
notice-request = demande à entrer dans
notice-refusal = n’a pas donné suite à votre demande d’entrer dans
notice-entry = vous a fait entrer dans
notice-role = a changé votre rôle dans

# Who, then one of these, then the guest; of the last, the guest comes first.

notice-approval = attend votre accord pour faire entrer
notice-sponsor = vous confie le parrainage de
notice-sponsor-alone = Vous parrainez désormais
notice-accepted = a accepté l’invitation.
notice-ending = n’aura plus accès après le { $end }.
notice-ended = n’a plus accès.
notice-ending-own = Votre accès se termine le { $end }.

# What was reported, to those who judge; what became of their words, to whoever wrote them. Then where.

notice-report = Un signalement attend votre avis dans
notice-report-house = Un signalement attend l’avis de la maison.
notice-hidden = Ce que vous avez écrit est masqué, en attendant une décision, dans
notice-restored = Ce que vous avez écrit est de nouveau visible dans
notice-removed = Ce que vous avez écrit a été retiré, et vous pouvez lire pourquoi, dans
# A mail that only used the reader’s name.

notice-forged = Un mail qui se dit de vous a été gardé : rien ne prouve qu’il vient de vous.
