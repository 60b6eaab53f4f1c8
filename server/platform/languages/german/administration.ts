import type { Translations } from "../translator.ts"

/** Administration: people, plans, retention, archives, backups, failed jobs. */
export const administration: Translations = [
  [
    "Say why in a few words: the person is told when they try to sign in.",
    "Sag in ein paar Worten, warum: Die Person erfährt es, wenn sie sich anmelden will.",
  ],
  [
    "Enter an address such as 192.0.2.7, or a network such as 192.0.2.0/24.",
    "Gib eine Adresse wie 192.0.2.7 oder ein Netz wie 192.0.2.0/24 ein.",
  ],
  ["There is no such account.", "Dieses Konto gibt es nicht."],
  ["There is no such person.", "Diese Person gibt es nicht."],
  [
    "The demo learner belongs to everybody and has no rights to change. Start it over in its settings, or switch it off with DEMO=off.",
    "Das Demo-Konto gehört allen und hat keine Rechte, die sich ändern ließen. Setze es in seinen Einstellungen zurück oder schalte es mit DEMO=off ab.",
  ],
  [
    "This is your own account. Close it in your settings.",
    "Das ist dein eigenes Konto. Schließe es in deinen Einstellungen.",
  ],
  [
    "This is your own account. Delete it in your settings.",
    "Das ist dein eigenes Konto. Lösche es in deinen Einstellungen.",
  ],
  [
    "This account is suspended. Lift the suspension first, or erase it.",
    "Dieses Konto ist gesperrt. Hebe zuerst die Sperre auf oder lösche es endgültig.",
  ],
  [
    "This account is closed. Bring it back first if it is to be kept, or erase it.",
    "Dieses Konto ist geschlossen. Hole es zuerst zurück, wenn es bleiben soll, oder lösche es endgültig.",
  ],
  [
    "This account may not sign in. Bring it back in Administration first.",
    "Dieses Konto darf sich nicht anmelden. Hole es zuerst in der Verwaltung zurück.",
  ],
  [
    "Set up a second factor for yourself first: in your settings, under Signing in. Then ask it of others.",
    "Richte zuerst für dich selbst einen zweiten Faktor ein: in deinen Einstellungen, unter Anmeldung. Verlange ihn dann von anderen.",
  ],
  ["This device is not signed in any more.", "Dieses Gerät ist nicht mehr angemeldet."],
  [
    "This link belongs to a sign-in that has ended, or is not whole. Ask for a new one in the audit log.",
    "Dieser Link gehört zu einer Anmeldung, die beendet ist, oder ist nicht vollständig. Fordere im Protokoll einen neuen an.",
  ],
  [
    "This person has chosen a password already. They can ask for a letter with “Forgot your password?”.",
    "Diese Person hat schon ein Passwort gewählt. Mit „Passwort vergessen?“ kann sie eine E-Mail anfordern.",
  ],
  [
    "This is the only administrator who can sign in, and somebody must be left to run this StudyIn. Make another person administrator first.",
    "Das ist das einzige Administrationskonto, mit dem sich jemand anmelden kann, und irgendwer muss dieses StudyIn verwalten. Gib zuerst einer anderen Person die Rolle.",
  ],
  [
    "You cannot suspend yourself. Ask another administrator.",
    "Du kannst dich nicht selbst sperren. Bitte jemand anderen aus der Administration.",
  ],
  ["Choose a day that is still to come.", "Wähle einen Tag, der noch kommt."],
  ["This account has no plan.", "Dieses Konto hat keinen Tarif."],
  ["There is no such plan.", "Diesen Tarif gibt es nicht."],
  [
    "This plan is switched off. Switch it on before you give it to anybody.",
    "Dieser Tarif ist abgeschaltet. Schalte ihn ein, bevor du ihn jemandem gibst.",
  ],
  [
    "Everybody without another plan has this one. Make another plan the default first.",
    "Diesen Tarif haben alle, die keinen anderen haben. Mache zuerst einen anderen zum Standard.",
  ],
  ["There is a plan with this code already.", "Einen Tarif mit diesem Kürzel gibt es schon."],
  [
    "The period of this subscription ends before it begins.",
    "Der Zeitraum dieses Abonnements endet, bevor er beginnt.",
  ],
  ["Enter 0 or more.", "Gib 0 oder mehr ein."],
  ["Enter a whole number.", "Gib eine ganze Zahl ein."],
  ["Give the plan a name.", "Gib dem Tarif einen Namen."],
  [
    "Use 2 to 40 small letters, digits and hyphens, beginning with a letter.",
    "Verwende 2 bis 40 Kleinbuchstaben, Ziffern und Bindestriche, mit einem Buchstaben am Anfang.",
  ],
  [
    "The file of the archive {} is missing or not what was written. Put the files back from a backup and try again.",
    "Die Datei des Archivs {} fehlt oder ist nicht, was geschrieben wurde. Spiele die Dateien aus einer Sicherung zurück und versuche es noch einmal.",
  ],
  [
    "{} was written to while it was to be archived. It stays in the database until the next run.",
    "In {} wurde geschrieben, während es archiviert werden sollte. Es bleibt bis zum nächsten Lauf in der Datenbank.",
  ],
  [
    "There is no backup of this id, or it has not begun.",
    "Es gibt keine Sicherung mit dieser id, oder sie hat noch nicht begonnen.",
  ],
  [
    "It was cut off: the server stopped while it ran.",
    "Es wurde unterbrochen: Der Server wurde währenddessen angehalten.",
  ],
  ["A backup is being made already. Wait for it to end.", "Es läuft schon eine Sicherung. Warte, bis sie fertig ist."],
  ["A drill is under way already.", "Es läuft schon eine Probe."],
  ["Keep this for {} to {} days.", "Bewahre das {} bis {} Tage auf."],
  [
    "This is not archived, so there is no archive to keep.",
    "Das wird nicht archiviert, also gibt es kein Archiv aufzubewahren.",
  ],
  [
    "Archives are kept at least as long as what is in the database, or for good.",
    "Archive werden mindestens so lange aufbewahrt wie das, was in der Datenbank ist, oder für immer.",
  ],
  ["There is no retention policy of this name.", "Es gibt keine Aufbewahrungsregel mit diesem Namen."],
  ["This job is not among the failed ones any more.", "Dieser Auftrag ist nicht mehr unter den fehlgeschlagenen."],
  ["There is no archive of this name.", "Es gibt kein Archiv mit diesem Namen."],
  [
    "The file of {} was deleted when its time was over. A backup from before may still hold it.",
    "Die Datei von {} wurde gelöscht, als ihre Zeit um war. Eine Sicherung von vorher enthält sie vielleicht noch.",
  ],
  [
    "{} is still on its way out of the database: its rows are safe. Run `studyin retention run` to finish it, then restore it.",
    "{} ist noch auf dem Weg aus der Datenbank: Die Zeilen sind sicher. Bring das mit `studyin retention run` zu Ende und hole es dann zurück.",
  ],
  ["There is no maintenance task of this name.", "Es gibt keine Wartungsaufgabe mit diesem Namen."],
]
