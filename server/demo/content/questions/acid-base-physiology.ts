import { books } from "../books.ts"
import type { DemoQuestion } from "../content-types.ts"

/** How lungs and kidneys handle acid, and what happens when they cannot. */
export const acidBasePhysiologyQuestions: readonly DemoQuestion[] = [
  {
    slug: "what-peripheral-chemoreceptors-sense",
    type: "multiple-answer",
    stem: "Which of the following excite the peripheral chemoreceptors and so increase breathing? Choose every correct answer.",
    options: [
      {
        id: "a",
        text: "A fall in arterial oxygen pressure to 50 mmHg",
        isCorrect: true,
        rationale:
          "The carotid bodies sense the partial pressure of oxygen and fire strongly when it falls below about 60 mmHg.",
      },
      {
        id: "b",
        text: "Anaemia with a normal arterial oxygen pressure",
        isCorrect: false,
        rationale: "The receptors sense the partial pressure of oxygen, not the amount carried by haemoglobin.",
      },
      {
        id: "c",
        text: "A rise in PaCO2 to 50 mmHg",
        isCorrect: true,
        rationale: "High carbon dioxide excites the peripheral chemoreceptors, and the central ones still more.",
      },
      {
        id: "d",
        text: "A fall in arterial pH at an unchanged PaCO2",
        isCorrect: true,
        rationale: "This is the signal by which metabolic acidosis makes a patient breathe harder within minutes.",
      },
      {
        id: "e",
        text: "Inflation of the lungs by a deep breath",
        isCorrect: false,
        rationale: "Inflation excites stretch receptors in the airways, which tend to end the breath.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "renal-medicine",
    topic: "buffers-and-breathing",
    subtopic: "control-of-breathing",
    hint: "The receptors taste the arterial blood; they cannot count how much oxygen it carries.",
    explanation: {
      correctExplanation:
        "The peripheral chemoreceptors respond to a low partial pressure of oxygen, to high carbon dioxide and to a low arterial pH. They do not measure the oxygen content of the blood, so anaemia alone does not excite them.",
      pathophysiology:
        "The carotid bodies receive more blood for their weight than almost any other tissue. They live on dissolved oxygen, so their own oxygen supply hardly changes when haemoglobin is low and the partial pressure is normal.",
      clinicalRelevance:
        "A patient with severe anaemia or carbon monoxide poisoning may lack oxygen without breathing harder; quiet breathing is no proof of a good oxygen supply.",
    },
    references: [
      books.boron,
      books.guyton,
      { kind: "course-text", text: "acid-base", heading: "The respiratory side" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "The respiratory side",
    evidenceQuote:
      "Peripheral chemoreceptors are cells, chiefly in the carotid bodies, that respond to a low partial pressure of oxygen, to high carbon dioxide and to a low arterial pH.",
  },
  {
    slug: "acetazolamide-first-day",
    type: "single-best-answer",
    stem: "A healthy 29-year-old climber starts acetazolamide to prevent mountain sickness while still at sea level. Compared with the day before, which pattern is expected at the end of the first day?",
    options: [
      {
        id: "a",
        text: "Acid urine, low plasma bicarbonate, high anion gap",
        isCorrect: false,
        rationale:
          "This is the pattern of an added acid such as lactic acid, against which the kidney acidifies the urine.",
      },
      {
        id: "b",
        text: "Alkaline urine, high plasma bicarbonate, normal anion gap",
        isCorrect: false,
        rationale: "Bicarbonate that appears in the urine is lost to the blood, so its plasma concentration falls.",
      },
      {
        id: "c",
        text: "Alkaline urine, low plasma bicarbonate, normal anion gap",
        isCorrect: true,
        rationale: "Bicarbonate escapes into the urine, makes it alkaline, and is replaced in plasma by chloride.",
      },
      {
        id: "d",
        text: "Acid urine, high plasma bicarbonate, normal anion gap",
        isCorrect: false,
        rationale:
          "This pattern fits a metabolic alkalosis with depletion of chloride and volume, as after prolonged vomiting.",
      },
      {
        id: "e",
        text: "Alkaline urine, low plasma bicarbonate, high anion gap",
        isCorrect: false,
        rationale: "No unmeasured anion is added; the kidney retains chloride in place of the lost bicarbonate.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "renal-medicine",
    topic: "renal-acid-handling",
    subtopic: "bicarbonate-reabsorption",
    hint: "Which ion does the proximal tubule fail to reclaim, and which ion takes its place in the blood?",
    explanation: {
      correctExplanation:
        "Acetazolamide inhibits carbonic anhydrase in the proximal tubule. Filtered bicarbonate is not reclaimed and passes into the urine, which becomes alkaline. Plasma bicarbonate falls, chloride rises to the same extent, and the anion gap stays normal.",
      pathophysiology:
        "Without carbonic anhydrase on the brush border, the carbonic acid formed from secreted hydrogen ions and filtered bicarbonate is broken down too slowly, and hydrogen ions in the lumen hold back the sodium–hydrogen exchanger.",
      clinicalRelevance:
        "The mild metabolic acidosis stimulates breathing, which raises arterial oxygen at altitude. The drug mimics a proximal renal tubular acidosis.",
    },
    references: [
      books.koeppen,
      books.boron,
      { kind: "course-text", text: "acid-base", heading: "Reclaiming bicarbonate" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Reclaiming bicarbonate",
    evidenceQuote:
      "Acetazolamide makes the urine alkaline and causes a metabolic acidosis with a normal anion gap, because bicarbonate is lost in the urine.",
  },
  {
    slug: "stones-and-alkaline-urine",
    type: "single-best-answer",
    stem: "A 38-year-old woman with Sjögren syndrome has passed several calcium phosphate stones. Her glomerular filtration rate is normal. Arterial blood shows pH 7.30, PaCO2 29 mmHg and bicarbonate 14 mmol/L. Plasma potassium is 2.8 mmol/L, the anion gap is 10 mmol/L and the urine pH is 6.8. Which process is most likely to be defective?",
    options: [
      {
        id: "a",
        text: "Bicarbonate reabsorption in the proximal tubule",
        isCorrect: false,
        rationale:
          "With plasma bicarbonate this low, a patient with the proximal form would have a urine pH below 5.5, and stones are not typical.",
      },
      {
        id: "b",
        text: "Aldosterone release by the adrenal cortex",
        isCorrect: false,
        rationale: "Lack of aldosterone causes the hyperkalaemic form; her potassium is low.",
      },
      {
        id: "c",
        text: "Hydrogen secretion by alpha-intercalated cells",
        isCorrect: true,
        rationale:
          "Urine that stays alkaline during acidosis, low potassium and calcium phosphate stones are the picture of distal renal tubular acidosis.",
      },
      {
        id: "d",
        text: "Ammonium production in the proximal tubule",
        isCorrect: false,
        rationale:
          "With too little ammonium but intact hydrogen pumps, unbuffered hydrogen ions would make the urine very acid, not alkaline.",
      },
      {
        id: "e",
        text: "Bicarbonate secretion by beta-intercalated cells",
        isCorrect: false,
        rationale: "Failure to secrete bicarbonate would favour an alkalosis, not an acidosis.",
      },
    ],
    difficulty: "nbme",
    points: 2,
    subject: "renal-medicine",
    topic: "renal-acid-handling",
    subtopic: "renal-tubular-acidosis",
    hint: "What should the urine pH be in a person with this blood gas?",
    explanation: {
      correctExplanation:
        "She has a metabolic acidosis with a normal anion gap and normal filtration, and yet her urine is alkaline. The collecting duct fails to secrete hydrogen ions: distal (type 1) renal tubular acidosis. Sjögren syndrome is a well-known cause in adults.",
      pathophysiology:
        "The alpha-intercalated cells secrete too few hydrogen ions, so ammonium is not trapped and acid is retained. Bone buffers the acid and releases calcium, and calcium phosphate precipitates in alkaline urine.",
      clinicalRelevance:
        "Treatment with alkali such as potassium citrate corrects the acidosis and the potassium, protects the skeleton and slows the formation of stones.",
    },
    references: [
      books.rose,
      books.harrison,
      { kind: "course-text", text: "acid-base", heading: "Renal tubular acidosis" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Renal tubular acidosis",
    evidenceQuote:
      "In distal renal tubular acidosis the alpha-intercalated cells fail to secrete enough hydrogen ions, so the urine pH stays above 5.5 in spite of acidosis.",
  },
  {
    slug: "source-of-ammonium",
    type: "cloze",
    stem: "Proximal tubule cells break down the amino acid _____, and each molecule yields two ammonium ions and two new bicarbonate ions.",
    acceptedAnswers: ["glutamine", "L-glutamine"],
    commonMistakes: [
      {
        text: "glutamate",
        rationale: "Glutamate is the product of the first step; counted from there, only one more ammonium ion arises.",
      },
      {
        text: "arginine",
        rationale: "Arginine is an intermediate of the urea cycle in the liver, not the fuel of renal ammonium.",
      },
      {
        text: "urea",
        rationale: "Urea is not an amino acid, and the body excretes it without making bicarbonate from it.",
      },
    ],
    difficulty: "easy",
    points: 1,
    subject: "renal-medicine",
    topic: "renal-acid-handling",
    subtopic: "acid-excretion",
    hint: "It is the most abundant free amino acid in plasma and carries two nitrogen atoms.",
    explanation: {
      correctExplanation:
        "Glutamine carries two nitrogen atoms, each of which becomes an ammonium ion. The carbon skeleton that remains is metabolised with the formation of two bicarbonate ions, which return to the blood.",
      pathophysiology:
        "Acidosis and low potassium increase the breakdown of glutamine; a high potassium suppresses it, which is one reason for the acidosis of low aldosterone.",
      clinicalRelevance:
        "Ammonium is the part of acid excretion that can grow. When kidney disease has destroyed much of the tubular mass, ammonium falls first, and metabolic acidosis follows.",
    },
    references: [
      books.boron,
      books.koeppen,
      { kind: "course-text", text: "acid-base", heading: "Titratable acid and ammonium" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Titratable acid and ammonium",
    evidenceQuote:
      "Proximal tubule cells break down glutamine, and each molecule of glutamine yields two ammonium ions and two new bicarbonate ions.",
  },
  {
    slug: "calcium-in-hyperventilation",
    type: "true-false",
    stem: "When an anxious person hyperventilates, the ionised calcium in plasma falls although the total calcium does not change.",
    options: [
      {
        id: "a",
        text: "True",
        isCorrect: true,
        rationale:
          "Alkalosis makes albumin give up hydrogen ions and bind more calcium; the sum of bound and free calcium stays the same.",
      },
      {
        id: "b",
        text: "False",
        isCorrect: false,
        rationale:
          "No calcium leaves the plasma, but a larger part of it is bound to albumin, so the ionised part is smaller.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "renal-medicine",
    topic: "acid-base-disorders",
    subtopic: "respiratory-disorders",
    hint: "Hydrogen ions and calcium compete for the same sites on a plasma protein.",
    explanation: {
      correctExplanation:
        "Hyperventilation lowers PaCO2 and raises the pH. Albumin then releases hydrogen ions, and the vacated negative sites bind calcium. Ionised calcium falls while total calcium stays the same.",
      pathophysiology:
        "Low ionised calcium lowers the threshold of sodium channels in nerves, which fire spontaneously and cause tingling and cramps.",
      clinicalRelevance:
        "Tingling round the mouth and cramps of the hands during a panic attack come from this shift. Total calcium is normal, and calm, slower breathing is the treatment.",
    },
    references: [
      books.guyton,
      books.rose,
      { kind: "course-text", text: "acid-base", heading: "Respiratory disorders" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Respiratory disorders",
    evidenceQuote:
      "In alkalosis albumin releases hydrogen ions and binds more calcium, so ionised calcium falls while total calcium stays the same.",
  },
  {
    slug: "stable-lung-disease-blood-gas",
    type: "single-best-answer",
    stem: "A 67-year-old man with severe chronic obstructive pulmonary disease comes for a routine visit. His breathing has not changed for months, and he takes no diuretic. Arterial blood shows pH 7.35, PaCO2 60 mmHg and bicarbonate 32 mmol/L. Which interpretation fits best?",
    options: [
      {
        id: "a",
        text: "Acute respiratory acidosis with appropriate compensation",
        isCorrect: false,
        rationale:
          "In an acute rise of 20 mmHg bicarbonate would increase by only about 2 mmol/L, and the pH would be near 7.26.",
      },
      {
        id: "b",
        text: "Chronic respiratory acidosis with appropriate compensation",
        isCorrect: true,
        rationale:
          "A lasting rise of 20 mmHg predicts a bicarbonate about 8 mmol/L above 24 mmol/L, which is what he has.",
      },
      {
        id: "c",
        text: "Chronic respiratory acidosis with metabolic acidosis",
        isCorrect: false,
        rationale: "An added metabolic acidosis would hold bicarbonate well below the expected 32 mmol/L.",
      },
      {
        id: "d",
        text: "Chronic respiratory acidosis with metabolic alkalosis",
        isCorrect: false,
        rationale:
          "An added metabolic alkalosis would push bicarbonate well above 32 mmol/L and the pH into the upper normal range or beyond.",
      },
      {
        id: "e",
        text: "Metabolic alkalosis with appropriate compensation",
        isCorrect: false,
        rationale:
          "The pH lies on the acid side, and a bicarbonate of 32 mmol/L would raise PaCO2 only to about 46 mmHg.",
      },
    ],
    difficulty: "hard",
    points: 2,
    subject: "renal-medicine",
    topic: "acid-base-disorders",
    subtopic: "compensation-rules",
    hint: "PaCO2 is 20 mmHg too high. How much bicarbonate should that bring, acutely and chronically?",
    explanation: {
      correctExplanation:
        "A pH at the lower limit of normal with a high PaCO2 points to a respiratory acidosis. The history is chronic, and the rule for chronic respiratory acidosis (4 mmol/L for each 10 mmHg) predicts a bicarbonate of 24 + 8 = 32 mmol/L. The measured value agrees, so there is no second disorder.",
      pathophysiology:
        "Over days a high PaCO2 increases hydrogen secretion and ammonium production in the kidney. The new bicarbonate restores the ratio of bicarbonate to carbon dioxide almost to normal.",
      clinicalRelevance:
        "Knowing a patient's usual bicarbonate helps in an emergency: a PaCO2 of 60 mmHg with a bicarbonate of 26 mmol/L means a new and dangerous failure of ventilation.",
    },
    references: [
      books.costanzo,
      books.harrison,
      { kind: "course-text", text: "acid-base", heading: "Compensation has limits" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Compensation has limits",
    evidenceQuote: "In chronic respiratory acidosis bicarbonate rises by about 4 mmol/L for the same change.",
  },
]
