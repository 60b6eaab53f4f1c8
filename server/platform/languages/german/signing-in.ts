import type { Translations } from "../translator.ts"

/** Who somebody is: passwords, second factors, keys, rights. */
export const signingIn: Translations = [
  [
    "E-mail address and password do not match. Check both and try again.",
    "E-Mail-Adresse und Passwort passen nicht zusammen. Prüfe beides und versuche es noch einmal.",
  ],
  ["Your sign-in has ended. Sign in again.", "Deine Anmeldung ist beendet. Melde dich wieder an."],
  ["Your sign-in has run out. Sign in again.", "Deine Anmeldung ist abgelaufen. Melde dich wieder an."],
  ["This sign-in has ended. Sign in again.", "Diese Anmeldung ist beendet. Melde dich wieder an."],
  ["This sign-in is not valid. Sign in again.", "Diese Anmeldung ist ungültig. Melde dich wieder an."],
  [
    "This sign-in has run out. Type your password again.",
    "Diese Anmeldung ist abgelaufen. Gib dein Passwort noch einmal ein.",
  ],
  ["Sign in first.", "Melde dich zuerst an."],
  [
    "This link has run out or is not valid. Ask for a new one.",
    "Dieser Link ist abgelaufen oder ungültig. Fordere einen neuen an.",
  ],
  ["This is not your current password.", "Das ist nicht dein jetziges Passwort."],
  ["This is not your password.", "Das ist nicht dein Passwort."],
  ["Type your password.", "Gib dein Passwort ein."],
  [
    "The demo learner has no password, so this cannot be done here. Create an account of your own for it.",
    "Das Demo-Konto hat kein Passwort, deshalb geht das hier nicht. Lege dafür ein eigenes Konto an.",
  ],
  [
    "Confirm first that it is you, with all that signing in asks of you.",
    "Bestätige zuerst, dass du es bist, mit allem, was beim Anmelden verlangt wird.",
  ],
  [
    "Your passkey did not check that it is you. Type your password as well.",
    "Dein Passkey hat nicht geprüft, dass du es bist. Gib auch dein Passwort ein.",
  ],
  [
    "Your passkey did not check that it is you. Sign in with your password first; it is your second factor then.",
    "Dein Passkey hat nicht geprüft, dass du es bist. Melde dich zuerst mit dem Passwort an; dann ist er dein zweiter Faktor.",
  ],
  ["This took too long. Try again.", "Das hat zu lange gedauert. Versuche es noch einmal."],
  ["This took too long. Begin again.", "Das hat zu lange gedauert. Fang noch einmal an."],
  [
    "This took too long, or another tab asked meanwhile. Try again.",
    "Das hat zu lange gedauert, oder ein anderer Tab hat inzwischen gefragt. Versuche es noch einmal.",
  ],
  [
    "Send the ticket of the question that the passkey answers.",
    "Sende das Ticket der Frage, die der Passkey beantwortet.",
  ],
  ["Send either a code or a passkey.", "Sende entweder einen Code oder einen Passkey."],
  ["This is not base64url.", "Das ist kein base64url."],
  ["Give it a name, such as the device it is on.", "Gib ihm einen Namen, etwa den des Geräts, auf dem er ist."],
  [
    "There were too many wrong codes. Wait a minute, or use a recovery code or a passkey.",
    "Es waren zu viele falsche Codes. Warte eine Minute oder verwende einen Wiederherstellungscode oder einen Passkey.",
  ],
  [
    "There were too many wrong codes. Wait {} minutes, or use a recovery code or a passkey.",
    "Es waren zu viele falsche Codes. Warte {} Minuten oder verwende einen Wiederherstellungscode oder einen Passkey.",
  ],
  [
    "This code is not right. Codes change every 30 seconds: type the one that is shown now.",
    "Dieser Code stimmt nicht. Codes wechseln alle 30 Sekunden: Gib den ein, der jetzt angezeigt wird.",
  ],
  ["This code was used already. Wait for the next one.", "Dieser Code wurde schon benutzt. Warte auf den nächsten."],
  [
    "This server cannot read the key of your app any more. Use a recovery code or a passkey, or ask your administrator to switch your second factor off.",
    "Der Server kann den Schlüssel deiner App nicht mehr lesen. Verwende einen Wiederherstellungscode oder einen Passkey, oder bitte die Administration, deinen zweiten Faktor abzuschalten.",
  ],
  [
    "There is no authenticator app for this account. Use a recovery code or a passkey.",
    "Für dieses Konto gibt es keine Authenticator-App. Verwende einen Wiederherstellungscode oder einen Passkey.",
  ],
  [
    "No app is waiting to be set up. Begin again.",
    "Es wartet keine App darauf, eingerichtet zu werden. Fang noch einmal an.",
  ],
  [
    "Type the six digits that your app shows, or one of your recovery codes.",
    "Gib die sechs Ziffern ein, die deine App anzeigt, oder einen deiner Wiederherstellungscodes.",
  ],
  [
    "This recovery code is not right or was used before. Each works once.",
    "Dieser Wiederherstellungscode stimmt nicht oder wurde schon benutzt. Jeder gilt einmal.",
  ],
  [
    "This passkey was not accepted. Try again, or use another way.",
    "Dieser Passkey wurde nicht angenommen. Versuche es noch einmal oder nimm einen anderen Weg.",
  ],
  [
    "This passkey could not be used. Begin again.",
    "Dieser Passkey konnte nicht verwendet werden. Fang noch einmal an.",
  ],
  ["This passkey was added already.", "Dieser Passkey wurde schon hinzugefügt."],
  [
    "This passkey opens no account here. Sign in with your e-mail address and password.",
    "Dieser Passkey öffnet hier kein Konto. Melde dich mit E-Mail-Adresse und Passwort an.",
  ],
  ["You have this passkey already.", "Diesen Passkey hast du schon."],
  [
    "You have {} passkeys. Remove one before you add another.",
    "Du hast {} Passkeys. Entferne einen, bevor du einen weiteren hinzufügst.",
  ],
  ["You have no such passkey.", "Diesen Passkey hast du nicht."],
  [
    "Passkeys need https and a host name, and this StudyIn is reached without.",
    "Passkeys brauchen https und einen Hostnamen, und dieses StudyIn wird ohne sie erreicht.",
  ],
  [
    "This StudyIn asks you for a second factor, and this is your only one. Set up another before you remove it.",
    "Dieses StudyIn verlangt von dir einen zweiten Faktor, und das ist dein einziger. Richte einen anderen ein, bevor du ihn entfernst.",
  ],
  [
    "This StudyIn asks you for a second factor. Set up an authenticator app or a passkey, then go on.",
    "Dieses StudyIn verlangt von dir einen zweiten Faktor. Richte eine Authenticator-App oder einen Passkey ein, dann geht es weiter.",
  ],
  ["Set up an authenticator app or a passkey first.", "Richte zuerst eine Authenticator-App oder einen Passkey ein."],
  [
    "You have an authenticator app already. Remove it before you set up another.",
    "Du hast schon eine Authenticator-App. Entferne sie, bevor du eine andere einrichtest.",
  ],
  ["You have no authenticator app here.", "Du hast hier keine Authenticator-App."],
  [
    "This is no API key. Copy it again, all of it.",
    "Das ist kein API-Schlüssel. Kopiere ihn noch einmal, und zwar ganz.",
  ],
  [
    "This API key is not valid. It may have run out or been revoked: make a new one in the settings.",
    "Dieser API-Schlüssel ist ungültig. Vielleicht ist er abgelaufen oder wurde widerrufen: Lege in den Einstellungen einen neuen an.",
  ],
  [
    "API keys cannot do this. Sign in, and do it yourself.",
    "Mit API-Schlüsseln geht das nicht. Melde dich an und tu es selbst.",
  ],
  [
    "This API key may not do this. It needs the scope {}.",
    "Dieser API-Schlüssel darf das nicht. Er braucht das Recht {}.",
  ],
  [
    "Too many wrong API keys came from your network. Try again in a minute.",
    "Aus deinem Netz kamen zu viele falsche API-Schlüssel. Versuche es in einer Minute noch einmal.",
  ],
  ["This needs the role {}.", "Dafür braucht es die Rolle {}."],
  ["This needs the role instructor.", "Dafür braucht es die Rolle Lehrende."],
  ["This needs the role admin.", "Dafür braucht es die Rolle Administration."],
]
