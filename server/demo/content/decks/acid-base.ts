import type { DemoDeck } from "../content-types.ts"

function fromText(heading: string, quote: string) {
  return { text: "acid-base", heading, quote }
}

export const acidBaseDeck: DemoDeck = {
  slug: "acid-base-essentials",
  name: "Acid–base essentials",
  description: "Normal values, transporters, compensation rules and causes to know by heart.",
  subject: "renal-medicine",
  cards: [
    {
      slug: "ab-normal-ph",
      front: "Normal pH of arterial blood?",
      back: "7.35 to 7.45.",
      tags: ["figures"],
      source: fromText("Why hydrogen ions are guarded", "Arterial blood normally has a pH between 7.35 and 7.45."),
    },
    {
      slug: "ab-ph-point-three",
      front: "What does a fall in pH of 0.3 mean for the hydrogen ion concentration?",
      back: "It has doubled.",
      tags: ["figures"],
      source: fromText(
        "Why hydrogen ions are guarded",
        "The scale is easy to misread: a fall in pH of 0.3 means that the hydrogen ion concentration has doubled.",
      ),
    },
    {
      slug: "ab-daily-acid",
      front: "How much non-volatile acid does an ordinary mixed diet yield each day?",
      back: "About 1 mmol per kilogram of body weight, chiefly sulfuric acid from methionine and cysteine.",
      tags: ["figures"],
      source: fromText(
        "Two kinds of acid",
        "An ordinary mixed diet yields about 1 mmol of non-volatile acid per kilogram of body weight each day, chiefly sulfuric acid from the amino acids methionine and cysteine.",
      ),
    },
    {
      slug: "ab-henderson-hasselbalch",
      front: "Henderson–Hasselbalch equation for blood (bicarbonate in mmol/L, PaCO2 in mmHg)?",
      back: "pH = 6.1 + log (bicarbonate ÷ (0.03 × PaCO2)).",
      tags: ["formula"],
      source: fromText(
        "The bicarbonate buffer",
        "The Henderson–Hasselbalch equation is the formula that links pH, bicarbonate and carbon dioxide: pH = 6.1 + log (bicarbonate ÷ (0.03 × PaCO2)).",
      ),
    },
    {
      slug: "ab-open-system",
      front: "Why is bicarbonate a powerful buffer in the body despite its pKa of 6.1?",
      back: "The system is open: the lungs set the carbon dioxide and the kidneys set the bicarbonate.",
      tags: ["buffers"],
      source: fromText(
        "The bicarbonate buffer",
        "The bicarbonate buffer is nevertheless powerful because it is open: the lungs set the carbon dioxide and the kidneys set the bicarbonate.",
      ),
    },
    {
      slug: "ab-haemoglobin",
      front: "Main non-bicarbonate buffer of the blood?",
      back: "Haemoglobin, by its histidine residues.",
      tags: ["buffers"],
      source: fromText(
        "Other buffers",
        "Haemoglobin is the main non-bicarbonate buffer of the blood, thanks to the histidine residues on its chains.",
      ),
    },
    {
      slug: "ab-ventilation-paco2",
      front: "What happens to PaCO2 when alveolar ventilation is halved?",
      back: "It doubles, if the production of carbon dioxide stays the same.",
      tags: ["breathing"],
      source: fromText(
        "The respiratory side",
        "At a constant production of carbon dioxide, PaCO2 is inversely proportional to alveolar ventilation: halve the ventilation and PaCO2 doubles.",
      ),
    },
    {
      slug: "ab-peripheral-chemoreceptors",
      front: "Which three changes excite the peripheral chemoreceptors?",
      back: "A low partial pressure of oxygen, high carbon dioxide, a low arterial pH.",
      tags: ["breathing"],
      source: fromText(
        "The respiratory side",
        "Peripheral chemoreceptors are cells, chiefly in the carotid bodies, that respond to a low partial pressure of oxygen, to high carbon dioxide and to a low arterial pH.",
      ),
    },
    {
      slug: "ab-kussmaul",
      front: "What is Kussmaul breathing?",
      back: "The deep, laboured breathing of severe metabolic acidosis.",
      tags: ["breathing", "definition"],
      source: fromText(
        "The respiratory side",
        "Kussmaul breathing is the deep, laboured breathing of severe metabolic acidosis.",
      ),
    },
    {
      slug: "ab-filtered-bicarbonate",
      front: "How much bicarbonate is filtered each day?",
      back: "About 4,300 mmol (180 L × 24 mmol/L).",
      tags: ["kidney", "figures"],
      source: fromText(
        "The kidney at work",
        "With a filtration rate of 180 L a day and a plasma bicarbonate of 24 mmol/L, about 4,300 mmol of bicarbonate is filtered each day.",
      ),
    },
    {
      slug: "ab-proximal-share",
      front: "What share of the filtered bicarbonate does the proximal tubule reabsorb?",
      back: "About 80%.",
      tags: ["kidney", "figures"],
      source: fromText(
        "Reclaiming bicarbonate",
        "About 80% of the filtered bicarbonate is reabsorbed in the proximal tubule.",
      ),
    },
    {
      slug: "ab-nhe3",
      front: "What does the sodium–hydrogen exchanger (NHE3) of the proximal tubule do?",
      back: "It swaps sodium from the tubular fluid for a hydrogen ion from the cell.",
      tags: ["kidney", "transporters"],
      source: fromText(
        "Reclaiming bicarbonate",
        "The sodium–hydrogen exchanger (NHE3) is a transporter in the luminal membrane that swaps sodium from the tubular fluid for a hydrogen ion from the cell.",
      ),
    },
    {
      slug: "ab-alpha-cell",
      front: "Which cell of the collecting duct secretes hydrogen ions into the urine?",
      back: "The alpha-intercalated cell.",
      tags: ["kidney"],
      source: fromText(
        "Excreting acid in the collecting duct",
        "The alpha-intercalated cell is a cell of the collecting duct that secretes hydrogen ions into the urine.",
      ),
    },
    {
      slug: "ab-aldosterone-excess",
      front: "Which acid–base disturbance does an excess of aldosterone cause, and what happens to potassium?",
      back: "Metabolic alkalosis with low potassium.",
      tags: ["kidney", "hormones"],
      source: fromText(
        "Excreting acid in the collecting duct",
        "Aldosterone stimulates the secretion of hydrogen ions as well as that of potassium, so an excess of aldosterone causes a metabolic alkalosis with low potassium.",
      ),
    },
    {
      slug: "ab-minimum-urine-ph",
      front: "Lowest pH that urine can reach?",
      back: "About 4.5.",
      tags: ["kidney", "figures"],
      source: fromText(
        "Excreting acid in the collecting duct",
        "The pumps cannot lower the pH of the urine below about 4.5.",
      ),
    },
    {
      slug: "ab-ammonium-rise",
      front: "How far can ammonium excretion rise in chronic acidosis?",
      back: "From about 40 mmol to more than 200 mmol a day.",
      tags: ["kidney", "figures"],
      source: fromText(
        "Titratable acid and ammonium",
        "In chronic acidosis, ammonium excretion can rise from about 40 mmol to more than 200 mmol a day.",
      ),
    },
    {
      slug: "ab-net-acid-excretion",
      front: "Net acid excretion (NAE) is the sum of what, minus what?",
      back: "Titratable acid + ammonium in the urine − bicarbonate lost in the urine.",
      tags: ["kidney", "formula"],
      source: fromText(
        "Titratable acid and ammonium",
        "Net acid excretion (NAE) is the sum of titratable acid and ammonium in the urine minus any bicarbonate that is lost.",
      ),
    },
    {
      slug: "ab-type-four-potassium",
      front: "Which form of renal tubular acidosis has a high potassium, and what is the defect?",
      back: "Type 4: too little aldosterone or too little response to it.",
      tags: ["rta"],
      source: fromText(
        "Renal tubular acidosis",
        "Type 4 results from too little aldosterone or too little response to it, and it is the only one of the three with a high potassium.",
      ),
    },
    {
      slug: "ab-distal-rta-urine",
      front: "Urine pH in distal (type 1) renal tubular acidosis?",
      back: "Above 5.5 in spite of acidosis: alpha-intercalated cells secrete too few hydrogen ions.",
      tags: ["rta"],
      source: fromText(
        "Renal tubular acidosis",
        "In distal renal tubular acidosis the alpha-intercalated cells fail to secrete enough hydrogen ions, so the urine pH stays above 5.5 in spite of acidosis.",
      ),
    },
    {
      slug: "ab-winters",
      front: "Winters' formula?",
      back: "In metabolic acidosis the expected PaCO2 (mmHg) is 1.5 × bicarbonate + 8, give or take 2.",
      tags: ["compensation", "formula"],
      source: fromText(
        "Compensation has limits",
        "In metabolic acidosis the expected PaCO2 in mmHg is 1.5 × bicarbonate + 8, give or take 2.",
      ),
    },
    {
      slug: "ab-metabolic-alkalosis-rule",
      front: "Metabolic alkalosis: how much does PaCO2 rise for each 1 mmol/L of bicarbonate?",
      back: "About 0.7 mmHg.",
      tags: ["compensation", "figures"],
      source: fromText(
        "Compensation has limits",
        "In metabolic alkalosis PaCO2 rises by about 0.7 mmHg for each rise of 1 mmol/L in bicarbonate.",
      ),
    },
    {
      slug: "ab-respiratory-acidosis-rule",
      front: "Respiratory acidosis: rise of bicarbonate for each 10 mmHg of PaCO2, acute and chronic?",
      back: "Acute about 1 mmol/L, chronic about 4 mmol/L.",
      tags: ["compensation", "figures"],
      source: fromText(
        "Compensation has limits",
        "In acute respiratory acidosis bicarbonate rises by about 1 mmol/L for each rise of 10 mmHg in PaCO2. In chronic respiratory acidosis bicarbonate rises by about 4 mmol/L for the same change.",
      ),
    },
    {
      slug: "ab-respiratory-alkalosis-rule",
      front: "Respiratory alkalosis: fall of bicarbonate for each 10 mmHg of PaCO2, acute and chronic?",
      back: "Acute about 2 mmol/L, chronic 4 to 5 mmol/L.",
      tags: ["compensation", "figures"],
      source: fromText(
        "Compensation has limits",
        "In acute respiratory alkalosis bicarbonate falls by about 2 mmol/L for each fall of 10 mmHg in PaCO2. In chronic respiratory alkalosis bicarbonate falls by 4 to 5 mmol/L for the same change.",
      ),
    },
    {
      slug: "ab-anion-gap",
      front: "Anion gap: formula and normal value?",
      back: "Sodium − (chloride + bicarbonate); about 8 to 12 mmol/L.",
      tags: ["anion-gap", "formula"],
      source: fromText(
        "Metabolic acidosis and the anion gap",
        "The anion gap (AG) is the plasma sodium concentration minus the sum of the chloride and bicarbonate concentrations. The normal anion gap is about 8 to 12 mmol/L, though laboratories differ, and most of it is the negative charge of albumin.",
      ),
    },
    {
      slug: "ab-albumin-correction",
      front: "How is the anion gap corrected for low albumin?",
      back: "Add about 2.5 mmol/L for each 10 g/L that albumin lies below 40 g/L.",
      tags: ["anion-gap", "formula"],
      source: fromText(
        "Metabolic acidosis and the anion gap",
        "The anion gap falls by about 2.5 mmol/L for each 10 g/L that albumin lies below its normal value of 40 g/L.",
      ),
    },
    {
      slug: "ab-normal-gap-causes",
      front: "Four causes of a metabolic acidosis with a normal anion gap?",
      back: "Diarrhoea, renal tubular acidosis, acetazolamide, large infusions of isotonic saline.",
      tags: ["anion-gap", "list"],
      source: fromText(
        "Metabolic acidosis and the anion gap",
        "Diarrhoea, renal tubular acidosis, acetazolamide and large infusions of isotonic saline cause a metabolic acidosis with a normal anion gap.",
      ),
    },
    {
      slug: "ab-urinary-chloride",
      front: "Metabolic alkalosis: what does a urinary chloride below about 20 mmol/L tell you?",
      back: "The patient, for example after vomiting, will respond to saline.",
      tags: ["alkalosis"],
      source: fromText(
        "Metabolic alkalosis",
        "An infusion of isotonic saline supplies both chloride and volume and lets the kidney excrete the excess bicarbonate. The urinary chloride concentration, below about 20 mmol/L after vomiting, identifies patients who will respond.",
      ),
    },
    {
      slug: "ab-salicylate",
      front: "Typical acid–base picture of salicylate poisoning in adults?",
      back: "Respiratory alkalosis together with a metabolic acidosis with a high anion gap.",
      tags: ["mixed"],
      source: fromText(
        "Respiratory disorders",
        "Adults with salicylate poisoning typically show a respiratory alkalosis together with a metabolic acidosis with a high anion gap.",
      ),
    },
  ],
}
