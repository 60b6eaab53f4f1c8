import type { Translations } from "../translator.ts"

/** Materials: adding, reading, searching, notes; why a file has no text. */
export const library: Translations = [
  [
    "This server does not fetch from the web. Download the page with your browser and add it as a file.",
    "Dieser Server holt nichts aus dem Netz. Lade die Seite mit deinem Browser herunter und füge sie als Datei hinzu.",
  ],
  [
    "You have added this already. Open the material that is there, or delete it first.",
    "Das hast du schon hinzugefügt. Öffne das vorhandene Material oder lösche es zuerst.",
  ],
  [
    "There is nothing to learn from in an empty text. Paste a text and give it a title.",
    "Aus einem leeren Text lässt sich nichts lernen. Füge einen Text ein und gib ihm einen Titel.",
  ],
  [
    "This id belongs to another material. Make a new one and send it again.",
    "Diese id gehört zu einem anderen Material. Erzeuge eine neue und sende es noch einmal.",
  ],
  ["Give the material a title.", "Gib dem Material einen Titel."],
  ["This topic is not there any more. Choose another one.", "Dieses Thema gibt es nicht mehr. Wähle ein anderes."],
  ["This topic is not there any more.", "Dieses Thema gibt es nicht mehr."],
  [
    "Something went wrong on our side while this material was processed. Try again; if it happens again, tell the person who runs StudyIn. Your file is safe, and your other materials are not affected.",
    "Bei uns ist etwas schiefgegangen, während dieses Material verarbeitet wurde. Versuche es noch einmal; wenn es wieder passiert, sag der Person Bescheid, die StudyIn verwaltet. Deine Datei ist sicher, und deine anderen Materialien sind nicht betroffen.",
  ],
  [
    "The file of this material is not on the server any more, so it cannot be read. Add it again from where you have it, and tell the person who runs StudyIn.",
    "Die Datei dieses Materials ist nicht mehr auf dem Server und lässt sich deshalb nicht lesen. Füge sie noch einmal hinzu und sag der Person Bescheid, die StudyIn verwaltet.",
  ],
  [
    "This material is still being processed. Wait a moment and open it again.",
    "Dieses Material wird noch verarbeitet. Warte einen Moment und öffne es noch einmal.",
  ],
  [
    "This material is not there. It may have been deleted.",
    "Dieses Material ist nicht da. Vielleicht wurde es gelöscht.",
  ],
  [
    "This material belongs to the library, so you can read but not change it.",
    "Dieses Material gehört zur Bibliothek; du kannst es lesen, aber nicht ändern.",
  ],
  ["This material is not there, or has no text yet.", "Dieses Material ist nicht da oder hat noch keinen Text."],
  [
    "The virus scanner found harmful contents in this file, so it was not read. Check the device it came from, get a clean copy and upload that. Your other materials are not affected.",
    "Der Virenscanner hat in dieser Datei Schädliches gefunden, deshalb wurde sie nicht gelesen. Prüfe das Gerät, von dem sie kommt, besorge eine saubere Kopie und lade diese hoch. Deine anderen Materialien sind nicht betroffen.",
  ],
  [
    "This file is larger than the virus scanner of this StudyIn takes, so it was not read. Split it, for example by chapter, or ask the person who runs StudyIn. Your other materials are not affected.",
    "Diese Datei ist größer, als der Virenscanner dieses StudyIn annimmt, deshalb wurde sie nicht gelesen. Teile sie auf, zum Beispiel nach Kapiteln, oder frag die Person, die StudyIn verwaltet. Deine anderen Materialien sind nicht betroffen.",
  ],
  [
    "The virus scanner found harmful contents in this file. It is not given out.",
    "Der Virenscanner hat in dieser Datei Schädliches gefunden. Sie wird nicht herausgegeben.",
  ],
  [
    "This file has not been looked through for viruses yet. Try again later.",
    "Diese Datei wurde noch nicht auf Viren geprüft. Versuche es später noch einmal.",
  ],
  [
    "The virus scanner cannot be reached at the moment. This goes on by itself as soon as it can.",
    "Der Virenscanner ist gerade nicht erreichbar. Sobald er es ist, geht es von selbst weiter.",
  ],
  ["The original of this material is not there any more.", "Das Original dieses Materials ist nicht mehr da."],
  [
    "This section is not there. Open the outline again.",
    "Diesen Abschnitt gibt es nicht. Öffne die Gliederung noch einmal.",
  ],
  [
    "This is no passage of the material. Select between 1 and {} characters of its text.",
    "Das ist keine Textstelle des Materials. Wähle 1 bis {} Zeichen seines Textes aus.",
  ],
  [
    "Search by meaning alone needs an embedding model, and none is set up.",
    "Allein nach der Bedeutung zu suchen braucht ein Embedding-Modell, und es ist keines eingerichtet.",
  ],
  [
    "Only a material whose processing failed can be tried again.",
    "Noch einmal versuchen lässt sich nur ein Material, dessen Verarbeitung fehlgeschlagen ist.",
  ],
  [
    "This material is being processed. Wait until that is done.",
    "Dieses Material wird gerade verarbeitet. Warte, bis das fertig ist.",
  ],
  [
    "This id belongs to another note. Make a new one and send it again.",
    "Diese id gehört zu einer anderen Notiz. Erzeuge eine neue und sende es noch einmal.",
  ],
  [
    "Write something into the note, or make it a highlight.",
    "Schreib etwas in die Notiz oder mach eine Markierung daraus.",
  ],
  ["Write something into the note.", "Schreib etwas in die Notiz."],
  ["This note is not there any more.", "Diese Notiz gibt es nicht mehr."],
  [
    "This file is empty. Check that you chose the right one, then upload it again.",
    "Diese Datei ist leer. Prüfe, ob es die richtige ist, und lade sie dann noch einmal hoch.",
  ],
  [
    "Send the file as multipart/form-data, in a part called file.",
    "Sende die Datei als multipart/form-data, in einem Teil namens file.",
  ],
  [
    "There is no file in what you sent. Choose one and send it again.",
    "In dem, was du gesendet hast, ist keine Datei. Wähle eine aus und sende sie noch einmal.",
  ],
  ["Choose a file.", "Wähle eine Datei."],
  ["is not a UUID", "ist keine UUID"],
  [
    "Part of this request cannot be used. id: is not a UUID",
    "Ein Teil dieser Anfrage ist nicht verwendbar. id: ist keine UUID",
  ],
  [
    "This file is locked with a password or copy protection, so its text cannot be read. Save a copy without the password and upload that one. Nothing in your file was changed.",
    "Diese Datei ist mit einem Passwort oder Kopierschutz gesperrt, deshalb lässt sich ihr Text nicht lesen. Speichere eine Kopie ohne Passwort und lade diese hoch. An deiner Datei wurde nichts geändert.",
  ],
  [
    "This PDF contains pictures of pages but no text, as a scanner makes them. Run text recognition (OCR) over it, for example with your scanner's software, and upload the result. Nothing in your file was changed.",
    "Dieses PDF enthält Bilder von Seiten, aber keinen Text, wie ein Scanner sie macht. Lass eine Texterkennung (OCR) darüberlaufen, zum Beispiel mit der Software deines Scanners, und lade das Ergebnis hoch. An deiner Datei wurde nichts geändert.",
  ],
  [
    "This file is incomplete or damaged, so it could not be read. Download or export it again and upload the new copy. Your other materials are not affected.",
    "Diese Datei ist unvollständig oder beschädigt und konnte nicht gelesen werden. Lade oder exportiere sie noch einmal und lade die neue Kopie hoch. Deine anderen Materialien sind nicht betroffen.",
  ],
  [
    "There is no text in this file. Check that you chose the right one, then upload it again.",
    "In dieser Datei ist kein Text. Prüfe, ob es die richtige ist, und lade sie dann noch einmal hoch.",
  ],
  [
    "This kind of file cannot be read. Upload a PDF, Word (.docx), PowerPoint (.pptx), EPUB, HTML, Markdown or plain text file.",
    "Diese Art von Datei ist nicht lesbar. Lade eine Datei als PDF, Word (.docx), PowerPoint (.pptx), EPUB, HTML, Markdown oder reinen Text hoch.",
  ],
  [
    "This file is larger than StudyIn can take in, or unpacks to far more than its size. Split it, for example by chapter, and upload the parts. Your other materials are not affected.",
    "Diese Datei ist größer, als StudyIn aufnehmen kann, oder wird beim Entpacken weit größer als sie selbst. Teile sie auf, zum Beispiel nach Kapiteln, und lade die Teile hoch. Deine anderen Materialien sind nicht betroffen.",
  ],
  [
    "Reading this file took too long and was stopped. Split it, for example by chapter, or export it again and upload that. Your other materials are not affected.",
    "Das Lesen dieser Datei hat zu lange gedauert und wurde abgebrochen. Teile sie auf, zum Beispiel nach Kapiteln, oder exportiere sie noch einmal und lade diese hoch. Deine anderen Materialien sind nicht betroffen.",
  ],
  [
    "Reading this file needed more memory than is allowed and was stopped. Split it, for example by chapter, or export it again without large pictures. Your other materials are not affected.",
    "Das Lesen dieser Datei brauchte mehr Speicher als erlaubt und wurde abgebrochen. Teile sie auf, zum Beispiel nach Kapiteln, oder exportiere sie noch einmal ohne große Bilder. Deine anderen Materialien sind nicht betroffen.",
  ],
  [
    "Spreadsheets cannot be read. Save the part you want to learn as a PDF or Word file and upload that.",
    "Tabellen lassen sich nicht lesen. Speichere den Teil, den du lernen willst, als PDF oder Word-Datei und lade diese hoch.",
  ],
  [
    "OpenDocument files cannot be read yet. Save this one as PDF, Word (.docx) or PowerPoint (.pptx) and upload that.",
    "OpenDocument-Dateien lassen sich noch nicht lesen. Speichere diese als PDF, Word (.docx) oder PowerPoint (.pptx) und lade das hoch.",
  ],
  [
    "This is an archive, not a document. Unpack it and upload the documents inside one by one.",
    "Das ist ein Archiv, kein Dokument. Entpacke es und lade die Dokumente darin einzeln hoch.",
  ],
  [
    "This file has the format of Office before 2007. Open it and save it as .docx, .pptx or PDF, then upload that.",
    "Diese Datei hat das Format von Office vor 2007. Öffne sie, speichere sie als .docx, .pptx oder PDF und lade das hoch.",
  ],
  [
    "Rich Text (.rtf) cannot be read. Open the file and save it as .docx or PDF, then upload that.",
    "Rich Text (.rtf) lässt sich nicht lesen. Öffne die Datei, speichere sie als .docx oder PDF und lade das hoch.",
  ],
  [
    "This file is larger than {} MB. Split it, or ask the person who runs StudyIn to raise the limit.",
    "Diese Datei ist größer als {} MB. Teile sie auf oder bitte die Person, die StudyIn verwaltet, die Grenze zu erhöhen.",
  ],
  ["This file is not there any more.", "Diese Datei ist nicht mehr da."],
  [
    "Files cannot be reached right now. Try again in a minute.",
    "Die Dateien sind gerade nicht erreichbar. Versuche es in einer Minute noch einmal.",
  ],
  [
    "What is at this address is larger than StudyIn takes in. Add a part of it as a file.",
    "Was unter dieser Adresse steht, ist größer, als StudyIn aufnimmt. Füge einen Teil davon als Datei hinzu.",
  ],
  ["This is no address that can be fetched.", "Von dieser Adresse lässt sich nichts holen."],
  [
    "No public page answered at this address. Check it in your browser; what needs your own network or a VPN must be downloaded and added as a file.",
    "Unter dieser Adresse hat keine öffentliche Seite geantwortet. Prüfe sie in deinem Browser; was dein eigenes Netz oder ein VPN braucht, musst du herunterladen und als Datei hinzufügen.",
  ],
  ["The site did not hand this page out.", "Die Website hat diese Seite nicht herausgegeben."],
  [
    "This address leads on and on without arriving at a page. Open it in your browser and copy the address you end at.",
    "Diese Adresse leitet immer weiter, ohne bei einer Seite anzukommen. Öffne sie in deinem Browser und kopiere die Adresse, bei der du landest.",
  ],
  [
    "What is at this address is no document that can be read.",
    "Was unter dieser Adresse steht, ist kein lesbares Dokument.",
  ],
  [
    "The site took too long to send this. Download it with your browser and add it as a file.",
    "Die Website hat zu lange gebraucht, um das zu senden. Lade es mit deinem Browser herunter und füge es als Datei hinzu.",
  ],
  [
    "The site broke off while it was sending this. Try again, or download it with your browser and add it as a file.",
    "Die Website hat mitten im Senden abgebrochen. Versuche es noch einmal oder lade es mit deinem Browser herunter und füge es als Datei hinzu.",
  ],
  ["It leads from a secure address to one that is not.", "Sie leitet von einer sicheren Adresse zu einer unsicheren."],
  ["It answered with the status {}.", "Sie hat mit dem Status {} geantwortet."],
  ["It is of the kind {}.", "Es ist von der Art {}."],
  ["It is too long.", "Sie ist zu lang."],
  ["It names no site.", "Sie nennt keine Website."],
  [
    "Copy it from the browser's address line, with https:// in front.",
    "Kopiere sie aus der Adresszeile des Browsers, mit https:// davor.",
  ],
  [
    "Only addresses that begin with https:// or http:// can be fetched.",
    "Holen lässt sich nur etwas von Adressen, die mit https:// oder http:// beginnen.",
  ],
  [
    "Leave out the user name and password: they would be kept with the material.",
    "Lass Benutzernamen und Passwort weg: Sie würden mit dem Material aufbewahrt.",
  ],
  ["Only the ports 80 and 443 can be fetched from.", "Holen lässt sich nur etwas von den Ports 80 und 443."],
  ["Only the ports {} can be fetched from.", "Holen lässt sich nur etwas von den Ports {}."],
]
