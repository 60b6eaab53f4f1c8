import { books } from "../books.ts"
import type { DemoQuestion } from "../content-types.ts"

/** The cardiac cycle and cardiac output. */
export const cardiacPhysiologyQuestions: readonly DemoQuestion[] = [
  {
    slug: "phase-from-pressures",
    type: "single-best-answer",
    stem: "During cardiac catheterisation of a 45-year-old man, pressures are read at one instant: left atrium 10 mmHg, left ventricle 55 mmHg and rising, aorta 82 mmHg. Which phase of the cardiac cycle does this instant belong to?",
    options: [
      {
        id: "a",
        text: "Rapid ejection",
        isCorrect: false,
        rationale: "Blood leaves only when ventricular pressure exceeds aortic pressure; 55 mmHg is below 82 mmHg.",
      },
      {
        id: "b",
        text: "Isovolumetric contraction",
        isCorrect: true,
        rationale:
          "Ventricular pressure lies between atrial and aortic pressure, so both valves are closed, and it is rising.",
      },
      {
        id: "c",
        text: "Isovolumetric relaxation",
        isCorrect: false,
        rationale: "Both valves are closed in this phase too, but ventricular pressure would be falling.",
      },
      {
        id: "d",
        text: "Rapid filling",
        isCorrect: false,
        rationale: "The ventricle fills only while its pressure is below that of the atrium.",
      },
      {
        id: "e",
        text: "Atrial contraction",
        isCorrect: false,
        rationale:
          "The mitral valve is open during atrial contraction, and ventricular pressure is then only a few mmHg.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "cardiovascular-medicine",
    topic: "cardiac-cycle",
    subtopic: "phases-and-volumes",
    hint: "Compare the ventricle with its neighbours: which valves can be open at these pressures?",
    explanation: {
      correctExplanation:
        "A valve is open only if the pressure behind it exceeds the pressure in front of it. At 55 mmHg the left ventricle is above the atrium (10 mmHg) and below the aorta (82 mmHg), so the mitral and the aortic valve are both closed. Rising pressure at constant volume is isovolumetric contraction.",
      pathophysiology:
        "The muscle develops force, but blood is incompressible and has no way out, so force becomes pressure. The rise stops when ventricular pressure passes aortic diastolic pressure and the aortic valve opens.",
      clinicalRelevance:
        "Simultaneous pressure tracings are how valve disease is measured: a ventricle that stays above the aorta during ejection betrays aortic stenosis.",
    },
    references: [
      books.guyton,
      books.costanzo,
      { kind: "course-text", text: "cardiac-cycle", heading: "Isovolumetric contraction" },
    ],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Isovolumetric contraction",
    evidenceQuote:
      "Isovolumetric contraction is the phase in which the mitral and aortic valves are both closed and ventricular pressure rises at a constant volume.",
  },
  {
    slug: "fourth-sound-vanishes",
    type: "single-best-answer",
    stem: "A 76-year-old woman with long-standing hypertension has had a low-pitched heart sound just before the first heart sound at each previous visit. Today she is breathless. Her pulse is irregularly irregular at 128/min, her blood pressure is 148/86 mmHg, and the extra sound is gone. What best explains its disappearance?",
    options: [
      {
        id: "a",
        text: "Improved compliance of the left ventricle",
        isCorrect: false,
        rationale:
          "A ventricle stiffened by years of hypertension does not soften within weeks, and she is worse, not better.",
      },
      {
        id: "b",
        text: "Early closure of the pulmonary valve",
        isCorrect: false,
        rationale: "The pulmonary valve contributes to the second heart sound, at the other end of systole.",
      },
      {
        id: "c",
        text: "Reduced afterload of the left ventricle",
        isCorrect: false,
        rationale: "Her blood pressure is still raised, and afterload does not produce this sound.",
      },
      {
        id: "d",
        text: "Loss of coordinated atrial contraction",
        isCorrect: true,
        rationale:
          "The irregularly irregular pulse indicates atrial fibrillation, in which nothing pushes blood into the stiff ventricle before systole.",
      },
      {
        id: "e",
        text: "Rapid early filling of the left ventricle",
        isCorrect: false,
        rationale: "Rapid early filling produces a third heart sound; it does not abolish the fourth.",
      },
    ],
    difficulty: "nbme",
    points: 2,
    subject: "cardiovascular-medicine",
    topic: "cardiac-cycle",
    subtopic: "heart-sounds",
    hint: "What does the rhythm tell you about the atria, and which sound needs them?",
    explanation: {
      correctExplanation:
        "A low-pitched sound just before the first heart sound is a fourth heart sound: the atrium contracts against a stiff ventricle. The new irregularly irregular rhythm is atrial fibrillation. Without coordinated atrial contraction there can be no fourth heart sound.",
      pathophysiology:
        "Hypertension thickens and stiffens the left ventricle, which then depends more on the atrium for filling. When atrial fibrillation removes that contribution and the fast rate shortens diastole, filling falls and atrial pressure rises.",
      clinicalRelevance:
        "In a patient with a stiff ventricle, new breathlessness with an irregular pulse should suggest atrial fibrillation; slowing the rate lengthens diastole and often relieves the symptoms.",
    },
    references: [books.lilly, books.harrison, { kind: "course-text", text: "cardiac-cycle", heading: "Heart sounds" }],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Heart sounds",
    evidenceQuote:
      "A fourth heart sound cannot occur in atrial fibrillation, because coordinated atrial contraction is absent.",
  },
  {
    slug: "leg-raise-stroke-volume",
    type: "single-best-answer",
    stem: "A 62-year-old man has a low blood pressure after abdominal surgery. When his legs are raised, his stroke volume increases from 48 mL to 60 mL within a minute, while his heart rate and vascular resistance stay the same. Which change in his heart muscle explains the larger stroke volume?",
    options: [
      {
        id: "a",
        text: "Stretched sarcomeres respond more strongly to calcium",
        isCorrect: true,
        rationale:
          "Blood from the legs raises preload, and stretched sarcomeres produce more force from the same amount of calcium.",
      },
      {
        id: "b",
        text: "Beta-1 receptors raise the concentration of cyclic AMP",
        isCorrect: false,
        rationale:
          "Sympathetic stimulation would raise contractility, but it would also raise his heart rate, which did not change.",
      },
      {
        id: "c",
        text: "Wall stress during ejection becomes smaller",
        isCorrect: false,
        rationale: "Vascular resistance is unchanged and the ventricle is fuller, so its wall stress is not smaller.",
      },
      {
        id: "d",
        text: "Inhibition of the sodium–potassium pump keeps calcium in the cell",
        isCorrect: false,
        rationale: "That is the effect of digoxin; raising the legs does not inhibit the pump.",
      },
      {
        id: "e",
        text: "New sarcomeres are added in series",
        isCorrect: false,
        rationale: "Growth of muscle cells takes weeks, not a minute.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "cardiovascular-medicine",
    topic: "cardiac-output",
    subtopic: "preload-and-afterload",
    hint: "Where does the blood from the legs go, and what does it do to the muscle before the next beat?",
    explanation: {
      correctExplanation:
        "Raising the legs returns venous blood to the chest and raises end-diastolic volume. By the Frank–Starling mechanism a greater stretch before contraction gives a stronger contraction, chiefly because stretched sarcomeres are more sensitive to calcium.",
      pathophysiology:
        "After surgery, blood loss and pooling in the veins lower preload. The heart then works on the steep part of its Starling curve, where a little more filling gives much more output.",
      clinicalRelevance:
        "The response of stroke volume to a passive leg raise predicts at the bedside whether a patient will benefit from fluid, without giving any.",
    },
    references: [books.guyton, books.boron, { kind: "course-text", text: "cardiac-cycle", heading: "Preload" }],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Preload",
    evidenceQuote:
      "Stretched sarcomeres are more sensitive to calcium, so the same amount of calcium produces more force.",
  },
  {
    slug: "ejection-fraction-from-volumes",
    type: "short-answer",
    stem: "Cardiac magnetic resonance imaging of a 50-year-old woman shows a left ventricular end-diastolic volume of 160 mL and an end-systolic volume of 96 mL. What is her ejection fraction, in percent?",
    acceptedAnswers: ["40%", "40", "40 %", "40 percent", "40 per cent", "0.4", "0.40"],
    commonMistakes: [
      {
        text: "60%",
        rationale: "This is 96 ÷ 160, the share of blood that stays behind, not the share that is ejected.",
      },
      { text: "64%", rationale: "64 mL is the stroke volume; it still has to be divided by the end-diastolic volume." },
      {
        text: "67%",
        rationale: "This divides the stroke volume by the end-systolic instead of the end-diastolic volume.",
      },
    ],
    difficulty: "easy",
    points: 1,
    subject: "cardiovascular-medicine",
    topic: "cardiac-cycle",
    subtopic: "phases-and-volumes",
    hint: "First find the stroke volume, then ask what share of the full ventricle it is.",
    explanation: {
      correctExplanation:
        "The stroke volume is 160 mL − 96 mL = 64 mL. Divided by the end-diastolic volume of 160 mL this gives 0.40, or 40%.",
      pathophysiology:
        "Both volumes are above the usual 120 mL and 50 mL: a weak ventricle dilates, and the larger volume keeps the stroke volume near normal although each beat ejects a smaller share.",
      clinicalRelevance:
        "Her stroke volume of 64 mL is almost normal. Only the ejection fraction shows that the ventricle is weak, and much of the treatment of heart failure depends on this figure.",
    },
    references: [books.costanzo, books.lilly, { kind: "course-text", text: "cardiac-cycle", heading: "Ejection" }],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Ejection",
    evidenceQuote: "Ejection fraction (EF) is the stroke volume divided by the end-diastolic volume.",
  },
  {
    slug: "papillary-muscles-close-valve",
    type: "true-false",
    stem: "The papillary muscles close the mitral valve by pulling its leaflets together at the start of systole.",
    options: [
      {
        id: "a",
        text: "True",
        isCorrect: false,
        rationale:
          "The pressure difference closes the valve; a pull on the cords points into the ventricle and could not shut it.",
      },
      {
        id: "b",
        text: "False",
        isCorrect: true,
        rationale: "Valves are passive. The papillary muscles only keep the closed leaflets from turning inside out.",
      },
    ],
    difficulty: "easy",
    points: 1,
    subject: "cardiovascular-medicine",
    topic: "cardiac-cycle",
    subtopic: "valves-and-conduction",
    hint: "In which direction do the cords pull on the leaflets?",
    explanation: {
      correctExplanation:
        "The mitral valve closes because ventricular pressure exceeds atrial pressure. The papillary muscles contract with the ventricle and hold the leaflets in place, so that they are not pushed back into the atrium.",
      pathophysiology:
        "When a papillary muscle ruptures, a leaflet loses its anchor and flails into the atrium, and with each beat blood flows back at high pressure into an atrium that has had no time to enlarge.",
      clinicalRelevance:
        "Sudden pulmonary oedema with a new systolic murmur in the days after a myocardial infarction suggests rupture of a papillary muscle, a surgical emergency.",
    },
    references: [
      books.guyton,
      books.robbins,
      { kind: "course-text", text: "cardiac-cycle", heading: "Chambers and valves" },
    ],
    evidenceText: "cardiac-cycle",
    evidenceHeading: "Chambers and valves",
    evidenceQuote:
      "Papillary muscles do not close the valve; they keep its leaflets from being pushed back into the atrium while the ventricle contracts.",
  },
]
