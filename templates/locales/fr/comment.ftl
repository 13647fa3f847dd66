comment-edit-title = Modifier la réponse
flash-comment-published = Réponse publiée.
flash-comment-edited = Réponse modifiée. L’ancienne version reste dans l’historique.
flash-comment-deleted = Réponse retirée.
