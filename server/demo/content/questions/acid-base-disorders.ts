import { books } from "../books.ts"
import type { DemoQuestion } from "../content-types.ts"

/** Metabolic and mixed disorders. */
export const acidBaseDisorderQuestions: readonly DemoQuestion[] = [
  {
    slug: "ringing-ears-and-fast-breathing",
    type: "single-best-answer",
    stem: "A 24-year-old woman is brought in with nausea, vomiting and ringing in her ears some hours after taking a large number of tablets. She breathes deeply at 32/min. Arterial blood shows pH 7.36, PaCO2 18 mmHg and bicarbonate 10 mmol/L. Sodium is 140 mmol/L, chloride 104 mmol/L and albumin 40 g/L. Which acid–base disturbance does she have?",
    options: [
      {
        id: "a",
        text: "Metabolic acidosis with a high anion gap and appropriate compensation",
        isCorrect: false,
        rationale:
          "Compensation alone would lower PaCO2 to about 23 mmHg; 18 mmHg is lower than the lungs would go by themselves.",
      },
      {
        id: "b",
        text: "Metabolic acidosis with a normal anion gap and a respiratory alkalosis",
        isCorrect: false,
        rationale: "The anion gap is 140 − 104 − 10 = 26 mmol/L, far above normal.",
      },
      {
        id: "c",
        text: "Chronic respiratory alkalosis with appropriate compensation",
        isCorrect: false,
        rationale:
          "Renal compensation takes days, would leave bicarbonate near 14 mmol/L and would not raise the anion gap to 26 mmol/L.",
      },
      {
        id: "d",
        text: "Metabolic acidosis with a high anion gap and a respiratory alkalosis",
        isCorrect: true,
        rationale:
          "The anion gap is 26 mmol/L, and PaCO2 is lower than Winters' formula allows, so there are two primary disorders.",
      },
      {
        id: "e",
        text: "Metabolic acidosis with a high anion gap and a respiratory acidosis",
        isCorrect: false,
        rationale: "A respiratory acidosis would show as a PaCO2 above the expected 23 mmHg, not below it.",
      },
    ],
    difficulty: "nbme",
    points: 2,
    subject: "renal-medicine",
    topic: "acid-base-disorders",
    subtopic: "compensation-rules",
    hint: "Work out the anion gap, then the PaCO2 that Winters' formula predicts.",
    explanation: {
      correctExplanation:
        "The anion gap is 26 mmol/L, so there is a metabolic acidosis with a high anion gap. Winters' formula predicts a PaCO2 of 1.5 × 10 + 8 = 23 mmHg, give or take 2. The measured 18 mmHg is lower, which reveals a respiratory alkalosis as well. Ringing in the ears makes salicylate the likely cause.",
      pathophysiology:
        "Salicylate stimulates the respiratory centre directly and lowers PaCO2. It also disturbs energy metabolism, so that organic acids accumulate and bicarbonate is consumed.",
      clinicalRelevance:
        "The nearly normal pH is deceptive: two opposite disorders cancel out. Sedation that slows her breathing can let the pH fall and drive salicylate into the brain.",
    },
    references: [
      books.rose,
      books.harrison,
      { kind: "course-text", text: "acid-base", heading: "Respiratory disorders" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Respiratory disorders",
    evidenceQuote:
      "Adults with salicylate poisoning typically show a respiratory alkalosis together with a metabolic acidosis with a high anion gap.",
  },
  {
    slug: "gut-or-kidney",
    type: "single-best-answer",
    stem: "A 35-year-old man has had watery stools for five days after a journey. Arterial blood shows pH 7.29, PaCO2 28 mmHg and bicarbonate 13 mmol/L. Sodium is 138 mmol/L, potassium 3.0 mmol/L, chloride 114 mmol/L and albumin 42 g/L. Which urinary finding would best support loss of bicarbonate from the gut rather than a distal renal tubular acidosis?",
    options: [
      {
        id: "a",
        text: "A negative urine anion gap",
        isCorrect: true,
        rationale:
          "It shows that the kidney excretes plenty of ammonium with chloride, as a healthy kidney does in acidosis.",
      },
      {
        id: "b",
        text: "A positive urine anion gap",
        isCorrect: false,
        rationale: "It shows that ammonium is scarce, which points to the kidney as the culprit.",
      },
      {
        id: "c",
        text: "A urine pH that stays above 6.5",
        isCorrect: false,
        rationale: "Urine that cannot be acidified is the mark of distal renal tubular acidosis.",
      },
      {
        id: "d",
        text: "A low concentration of ammonium",
        isCorrect: false,
        rationale: "A low ammonium excretion during acidosis means that the kidney fails to respond.",
      },
      {
        id: "e",
        text: "Glucose in the presence of a normal plasma glucose",
        isCorrect: false,
        rationale: "This suggests a general defect of the proximal tubule and tells nothing about loss from the gut.",
      },
    ],
    difficulty: "nbme",
    points: 2,
    subject: "renal-medicine",
    topic: "acid-base-disorders",
    subtopic: "metabolic-disorders",
    hint: "How does a healthy kidney answer acidosis, and which measured ion leaves along with that answer?",
    explanation: {
      correctExplanation:
        "The plasma anion gap is 11 mmol/L, so this is a metabolic acidosis with a normal anion gap and a PaCO2 that fits Winters' formula. A healthy kidney responds by excreting ammonium, which is accompanied by chloride. Chloride then exceeds sodium plus potassium and the urine anion gap is negative.",
      pathophysiology:
        "Fluid from the small bowel and colon is rich in bicarbonate and potassium. Their loss lowers both in plasma, and the kidney retains chloride, so the plasma anion gap does not change.",
      clinicalRelevance:
        "The urine pH alone can mislead: low potassium increases ammonium production, and the ammonia can raise the urine pH even though acid excretion is excellent.",
    },
    references: [
      books.rose,
      books.koeppen,
      { kind: "course-text", text: "acid-base", heading: "Metabolic acidosis and the anion gap" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Metabolic acidosis and the anion gap",
    evidenceQuote:
      "In diarrhoea the healthy kidney excretes plenty of ammonium chloride, so the urine anion gap is negative.",
  },
  {
    slug: "alkalosis-after-vomiting",
    type: "single-best-answer",
    stem: "A 41-year-old man with an obstructed gastric outlet has vomited for four days. His blood pressure falls when he stands up. Arterial blood shows pH 7.49, PaCO2 48 mmHg and bicarbonate 36 mmol/L. Plasma potassium is 2.9 mmol/L and urinary chloride 8 mmol/L. Which treatment does most to let his kidneys excrete the excess bicarbonate?",
    options: [
      {
        id: "a",
        text: "Furosemide",
        isCorrect: false,
        rationale:
          "A loop diuretic would take still more chloride, potassium and volume from a man who lacks all three.",
      },
      {
        id: "b",
        text: "Restriction of water",
        isCorrect: false,
        rationale: "He is short of volume, and restricting water would make this worse and supply no chloride.",
      },
      {
        id: "c",
        text: "Sodium bicarbonate",
        isCorrect: false,
        rationale: "It would add to the excess and bring no chloride.",
      },
      {
        id: "d",
        text: "Spironolactone",
        isCorrect: false,
        rationale:
          "His aldosterone is high because he lacks volume. Blocking it would lower his blood pressure and leave the lack of chloride as it is.",
      },
      {
        id: "e",
        text: "Isotonic saline with potassium chloride",
        isCorrect: true,
        rationale:
          "It restores volume, chloride and potassium, the three deficits that make his kidneys hold on to bicarbonate.",
      },
    ],
    difficulty: "hard",
    points: 2,
    subject: "renal-medicine",
    topic: "acid-base-disorders",
    subtopic: "metabolic-disorders",
    hint: "The low urinary chloride tells you what the kidney is waiting for.",
    explanation: {
      correctExplanation:
        "Vomiting started the metabolic alkalosis; depletion of volume, chloride and potassium keeps it going. Saline supplies chloride for the exchange with bicarbonate and restores volume, so aldosterone falls, and potassium chloride corrects the low potassium. The kidney then excretes the excess bicarbonate.",
      pathophysiology:
        "With little chloride in the collecting duct, beta-intercalated cells cannot secrete bicarbonate. High aldosterone drives the secretion of hydrogen ions and potassium, and low potassium stimulates the production of ammonium.",
      clinicalRelevance:
        "A urinary chloride below about 20 mmol/L identifies alkalosis that responds to saline. In primary aldosteronism urinary chloride is not low, and saline does not help.",
    },
    references: [
      books.rose,
      books.harrison,
      { kind: "course-text", text: "acid-base", heading: "Metabolic alkalosis" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Metabolic alkalosis",
    evidenceQuote:
      "An infusion of isotonic saline supplies both chloride and volume and lets the kidney excrete the excess bicarbonate.",
  },
  {
    slug: "anion-gap-with-low-albumin",
    type: "short-answer",
    stem: "A 52-year-old man with cirrhosis and fever has sodium 134 mmol/L, chloride 104 mmol/L, bicarbonate 18 mmol/L and albumin 20 g/L. What is his anion gap after correction to a normal albumin of 40 g/L, in mmol/L?",
    acceptedAnswers: ["17", "17 mmol/L", "17.0"],
    commonMistakes: [
      { text: "12", rationale: "This is the anion gap as measured, before the correction for albumin." },
      { text: "7", rationale: "The correction is added, not subtracted: low albumin hides part of the gap." },
      { text: "14.5", rationale: "Albumin is 20 g/L too low, so 2.5 mmol/L has to be added twice." },
    ],
    difficulty: "hard",
    points: 2,
    subject: "renal-medicine",
    topic: "acid-base-disorders",
    subtopic: "metabolic-disorders",
    hint: "Most of the normal gap is the charge of albumin. How much of it is missing here?",
    explanation: {
      correctExplanation:
        "The measured gap is 134 − (104 + 18) = 12 mmol/L. Albumin lies 20 g/L below normal, so 2 × 2.5 = 5 mmol/L are added. The corrected gap is 17 mmol/L, which is raised.",
      pathophysiology:
        "Albumin carries negative charges that are not part of the measured anions. With less albumin the gap shrinks, and an organic acid can fill the room without raising the measured gap above normal.",
      clinicalRelevance:
        "In cirrhosis, sepsis or malnutrition an uncorrected gap may look normal while lactate accumulates. Here lactate should be measured.",
    },
    references: [
      books.harrison,
      books.rose,
      { kind: "course-text", text: "acid-base", heading: "Metabolic acidosis and the anion gap" },
    ],
    evidenceText: "acid-base",
    evidenceHeading: "Metabolic acidosis and the anion gap",
    evidenceQuote:
      "The anion gap falls by about 2.5 mmol/L for each 10 g/L that albumin lies below its normal value of 40 g/L.",
  },
]
