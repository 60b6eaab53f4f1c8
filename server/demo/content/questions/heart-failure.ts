import { books } from "../books.ts"
import type { DemoQuestion } from "../content-types.ts"

/** Heart failure: forms, compensation, treatment. */
export const heartFailureQuestions: readonly DemoQuestion[] = [
  {
    slug: "congestion-with-normal-ejection-fraction",
    type: "single-best-answer",
    stem: "A 74-year-old woman with hypertension and type 2 diabetes becomes breathless on climbing stairs and needs three pillows to sleep. There are fine crackles at both lung bases. Echocardiography shows a left ventricle of normal size with thick walls, an ejection fraction of 61% and no significant valve disease. What best explains the raised pressure in her left atrium?",
    options: [
      {
        id: "a",
        text: "A dilated left ventricle that empties poorly",
        isCorrect: false,
        rationale:
          "This describes reduced ejection fraction; her ventricle is not dilated and ejects 61% of its volume.",
      },
      {
        id: "b",
        text: "Backward flow through the mitral valve",
        isCorrect: false,
        rationale:
          "Mitral regurgitation raises left atrial pressure, but echocardiography shows no significant valve disease.",
      },
      {
        id: "c",
        text: "Raised resistance of the pulmonary arterioles",
        isCorrect: false,
        rationale:
          "Narrow pulmonary arterioles lie before the lung capillaries; they strain the right ventricle and do not raise left atrial pressure.",
      },
      {
        id: "d",
        text: "Obstruction to flow through the aortic valve",
        isCorrect: false,
        rationale: "Aortic stenosis could thicken the wall, but echocardiography shows no significant valve disease.",
      },
      {
        id: "e",
        text: "A stiff left ventricle that resists filling",
        isCorrect: true,
        rationale:
          "A thick, stiff ventricle reaches a normal volume only at a high pressure, which is passed back to atrium and lungs.",
      },
    ],
    difficulty: "nbme",
    points: 2,
    subject: "cardiovascular-medicine",
    topic: "heart-failure",
    subtopic: "forms-of-heart-failure",
    hint: "Emptying is fine. What else does a ventricle have to do?",
    explanation: {
      correctExplanation:
        "She has heart failure with preserved ejection fraction. The wall is thick and stiff, so the ventricle needs a raised pressure to fill. During filling the mitral valve is open, and the left atrium, the pulmonary veins and the lung capillaries share that pressure.",
      pathophysiology:
        "Years of hypertension cause concentric hypertrophy and fibrosis. Relaxation is slowed and passive stiffness increased, so a normal filling volume is reached only at a raised filling pressure, and still more so during exercise, when diastole is short.",
      clinicalRelevance:
        "A normal ejection fraction does not exclude heart failure. Control of blood pressure, relief of congestion with diuretics and treatment of atrial fibrillation matter in these patients.",
    },
    references: [
      books.lilly,
      books.harrison,
      { kind: "course-text", text: "cardiac-cycle", heading: "Reduced and preserved ejection fraction" },
    ],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Reduced and preserved ejection fraction",
    evidenceQuote:
      "In heart failure with preserved ejection fraction the ventricle is stiff, so a normal filling volume is reached only at a raised filling pressure.",
  },
  {
    slug: "adaptation-to-aortic-stenosis",
    type: "single-best-answer",
    stem: "A 68-year-old man has fainted twice while climbing a hill. He has a harsh systolic murmur at the right upper sternal border that radiates to the neck, and a slowly rising carotid pulse. His ejection fraction is 64%. How has his left ventricle most likely adapted?",
    options: [
      {
        id: "a",
        text: "Dilation with new sarcomeres in series",
        isCorrect: false,
        rationale:
          "This is eccentric hypertrophy, the response to volume overload such as chronic mitral regurgitation.",
      },
      {
        id: "b",
        text: "Thinning of the wall with a larger cavity",
        isCorrect: false,
        rationale:
          "A thin wall round a large cavity would raise wall stress; with an ejection fraction of 64% he has not reached that stage.",
      },
      {
        id: "c",
        text: "Thickening with new sarcomeres in parallel",
        isCorrect: true,
        rationale: "Pressure overload adds sarcomeres side by side; the thicker wall brings wall stress back down.",
      },
      {
        id: "d",
        text: "Multiplication of muscle cells of normal size",
        isCorrect: false,
        rationale: "Adult heart muscle cells scarcely divide; the heart grows because its cells grow.",
      },
      {
        id: "e",
        text: "Shrinkage of muscle cells with a smaller cavity",
        isCorrect: false,
        rationale: "Atrophy follows unloading, the opposite of what a narrow aortic valve does.",
      },
    ],
    difficulty: "hard",
    points: 2,
    subject: "cardiovascular-medicine",
    topic: "heart-failure",
    subtopic: "compensation-and-remodelling",
    hint: "Decide first whether the ventricle faces too much pressure or too much volume.",
    explanation: {
      correctExplanation:
        "The murmur, the slow pulse and the fainting on effort indicate aortic stenosis, a pure pressure overload. The response is concentric hypertrophy: sarcomeres are added in parallel, each cell and the wall grow thicker, and the cavity does not enlarge.",
      pathophysiology:
        "By the law of Laplace wall stress rises with pressure and radius and falls with wall thickness. Thickening restores wall stress to normal and keeps the ejection fraction up, but a thick wall is stiff and needs more oxygen.",
      clinicalRelevance:
        "Fainting, angina or breathlessness in severe aortic stenosis marks a sharp turn for the worse and is a reason to replace the valve.",
    },
    references: [
      books.robbins,
      books.lilly,
      { kind: "course-text", text: "cardiac-cycle", heading: "Compensation that turns harmful" },
    ],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Compensation that turns harmful",
    evidenceQuote:
      "Concentric hypertrophy is the typical response to pressure overload, as in aortic stenosis, and it lowers wall stress at the price of stiffness.",
  },
  {
    slug: "cough-on-ace-inhibitor",
    type: "single-best-answer",
    stem: "A 58-year-old woman with heart failure and an ejection fraction of 33% has taken enalapril for six weeks. Her breathlessness is better and her weight is stable, but she now has a dry cough day and night. Her lungs are clear and the chest X-ray shows no congestion. Accumulation of which substance best explains the cough?",
    options: [
      {
        id: "a",
        text: "Angiotensin II",
        isCorrect: false,
        rationale: "Enalapril lowers the formation of angiotensin II.",
      },
      {
        id: "b",
        text: "Bradykinin",
        isCorrect: true,
        rationale:
          "Angiotensin-converting enzyme also breaks down bradykinin; when it is inhibited, bradykinin accumulates in the airways.",
      },
      {
        id: "c",
        text: "Aldosterone",
        isCorrect: false,
        rationale: "With less angiotensin II, the adrenal cortex releases less aldosterone.",
      },
      {
        id: "d",
        text: "Noradrenaline",
        isCorrect: false,
        rationale: "Enalapril does not block the breakdown of noradrenaline, and noradrenaline does not cause cough.",
      },
      {
        id: "e",
        text: "Angiotensinogen",
        isCorrect: false,
        rationale: "Angiotensinogen lies upstream of the enzyme and does not irritate the airways.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "cardiovascular-medicine",
    topic: "heart-failure",
    subtopic: "treatment-of-heart-failure",
    hint: "The enzyme has a second substrate.",
    explanation: {
      correctExplanation:
        "Angiotensin-converting enzyme has two well-known substrates: it forms angiotensin II and it breaks down bradykinin. Inhibition lets bradykinin accumulate, which sensitises the cough reflex.",
      pathophysiology:
        "Bradykinin and the prostaglandins it releases stimulate sensory nerve endings in the airways. The same accumulation underlies the rare but dangerous angio-oedema.",
      clinicalRelevance:
        "The cough stops after the drug is withdrawn, sometimes only after weeks. A blocker of the angiotensin II receptor does not inhibit the enzyme and seldom causes cough.",
    },
    references: [
      books.harrison,
      books.lilly,
      { kind: "course-text", text: "cardiac-cycle", heading: "Principles of treatment" },
    ],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Principles of treatment",
    evidenceQuote:
      "ACE inhibitors also slow the breakdown of bradykinin, which explains the dry cough that some patients develop.",
  },
  {
    slug: "drugs-that-prolong-life",
    type: "multiple-answer",
    stem: "A 61-year-old man with stable heart failure and an ejection fraction of 30% already takes an ACE inhibitor. Which of the following, when added, have been shown to prolong life in patients like him? Choose every correct answer.",
    options: [
      {
        id: "a",
        text: "A loop diuretic",
        isCorrect: false,
        rationale: "Loop diuretics relieve congestion quickly but have not been shown to prolong life.",
      },
      {
        id: "b",
        text: "A beta blocker",
        isCorrect: true,
        rationale:
          "Beta blockers protect the heart from lasting sympathetic drive and prolong life when ejection fraction is reduced.",
      },
      {
        id: "c",
        text: "A mineralocorticoid receptor antagonist",
        isCorrect: true,
        rationale: "Blocking aldosterone limits fibrosis and potassium loss and prolongs life.",
      },
      {
        id: "d",
        text: "Verapamil",
        isCorrect: false,
        rationale: "Verapamil weakens contraction and is avoided when ejection fraction is reduced.",
      },
      {
        id: "e",
        text: "An SGLT2 inhibitor",
        isCorrect: true,
        rationale:
          "SGLT2 inhibitors prolong life in heart failure with reduced ejection fraction, with or without diabetes.",
      },
    ],
    difficulty: "hard",
    points: 2,
    subject: "cardiovascular-medicine",
    topic: "heart-failure",
    subtopic: "treatment-of-heart-failure",
    hint: "Separate drugs that make the patient feel better today from drugs that slow the disease.",
    explanation: {
      correctExplanation:
        "Besides the ACE inhibitor, three groups prolong life in heart failure with reduced ejection fraction: beta blockers, mineralocorticoid receptor antagonists and SGLT2 inhibitors.",
      pathophysiology:
        "Lasting activation of the sympathetic nervous system and of aldosterone injures heart muscle and promotes fibrosis. Blocking them slows remodelling. SGLT2 inhibitors act in a different way, by a mechanism that is only partly understood.",
      clinicalRelevance:
        "The groups add to one another, so each is started at a low dose and combined as blood pressure, heart rate, potassium and kidney function allow.",
    },
    references: [
      books.harrison,
      books.lilly,
      { kind: "course-text", text: "cardiac-cycle", heading: "Principles of treatment" },
    ],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Principles of treatment",
    evidenceQuote:
      "In heart failure with reduced ejection fraction, ACE inhibitors, beta blockers, mineralocorticoid receptor antagonists and SGLT2 inhibitors each prolong life.",
  },
  {
    slug: "hormone-of-the-stretched-ventricle",
    type: "cloze",
    stem: "_____ is a hormone that ventricular muscle releases when it is stretched; a normal plasma concentration makes heart failure unlikely in a breathless patient.",
    acceptedAnswers: [
      "B-type natriuretic peptide",
      "BNP",
      "B-type natriuretic peptide (BNP)",
      "B type natriuretic peptide",
      "brain natriuretic peptide",
    ],
    commonMistakes: [
      {
        text: "atrial natriuretic peptide",
        rationale: "Its effects are similar, but it comes chiefly from the atria.",
      },
      {
        text: "renin",
        rationale: "Renin is released by the kidney when its perfusion falls, and it has the opposite effect.",
      },
      {
        text: "troponin",
        rationale: "Troponin is a protein of the filaments that leaks from injured muscle; it is not a hormone.",
      },
    ],
    difficulty: "easy",
    points: 1,
    subject: "cardiovascular-medicine",
    topic: "heart-failure",
    subtopic: "compensation-and-remodelling",
    hint: "It makes the kidney excrete sodium and is measured in breathless patients.",
    explanation: {
      correctExplanation:
        "B-type natriuretic peptide (BNP) is released by stretched ventricular muscle. It promotes the excretion of sodium and widens blood vessels.",
      pathophysiology:
        "The peptide counteracts the renin–angiotensin–aldosterone system: it increases sodium excretion, dilates vessels and restrains the release of renin and aldosterone. In heart failure it rises but is outweighed.",
      clinicalRelevance:
        "A normal concentration makes heart failure unlikely in a breathless patient. Obesity lowers the value; age and kidney failure raise it.",
    },
    references: [
      books.guyton,
      books.lilly,
      { kind: "course-text", text: "cardiac-cycle", heading: "Compensation that turns harmful" },
    ],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Compensation that turns harmful",
    evidenceQuote:
      "B-type natriuretic peptide (BNP) is a hormone that ventricular muscle releases when it is stretched.",
  },
]
