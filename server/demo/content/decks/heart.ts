import type { DemoDeck } from "../content-types.ts"

function fromText(heading: string, quote: string) {
  return { text: "cardiac-cycle", heading, quote }
}

export const heartDeck: DemoDeck = {
  slug: "heart",
  name: "Heart: cycle and failure",
  description: "Volumes, sounds, determinants of output and the drugs of heart failure.",
  subject: "cardiovascular-medicine",
  cards: [
    {
      slug: "heart-av-delay",
      front: "How long does conduction through the AV node take, and what is the delay good for?",
      back: "About 0.1 s. The atria finish contracting before the ventricles begin.",
      tags: ["conduction", "figures"],
      source: fromText(
        "The electrical trigger",
        "Conduction through the AV node is slow and takes about 0.1 s, so that the atria finish contracting before the ventricles begin.",
      ),
    },
    {
      slug: "heart-ecg-waves",
      front: "ECG: what do the P wave, the QRS complex and the T wave stand for?",
      back: "P: atrial depolarisation. QRS: ventricular depolarisation. T: ventricular repolarisation.",
      tags: ["conduction", "ecg"],
      source: fromText(
        "The electrical trigger",
        "The P wave corresponds to atrial depolarisation, the QRS complex to ventricular depolarisation, and the T wave to ventricular repolarisation.",
      ),
    },
    {
      slug: "heart-calcium-release",
      front: "What is calcium-induced calcium release?",
      back: "Calcium entering the cell opens ryanodine receptors and frees far more calcium from the sarcoplasmic reticulum.",
      tags: ["excitation", "definition"],
      source: fromText(
        "From excitation to contraction",
        "Calcium-induced calcium release is the process by which calcium entering the cell opens ryanodine receptors and so frees far more calcium from the sarcoplasmic reticulum.",
      ),
    },
    {
      slug: "heart-serca",
      front: "By which two routes does calcium leave the cytosol when heart muscle relaxes?",
      back: "Most is pumped into the sarcoplasmic reticulum by SERCA; most of the rest leaves through the sodium–calcium exchanger.",
      tags: ["excitation"],
      source: fromText(
        "From excitation to contraction",
        "Most of the calcium is pumped back into the sarcoplasmic reticulum by SERCA, a calcium pump that consumes adenosine triphosphate (ATP). Most of the rest leaves the cell through the sodium–calcium exchanger.",
      ),
    },
    {
      slug: "heart-cycle-durations",
      front: "At 75 beats per minute, how long are the cycle, systole and diastole?",
      back: "Cycle 0.8 s, systole about 0.3 s, diastole about 0.5 s.",
      tags: ["cycle", "figures"],
      source: fromText(
        "The phases of a heartbeat",
        "At a rate of 75 beats per minute one cycle lasts 0.8 s, of which about 0.3 s is systole and 0.5 s is diastole.",
      ),
    },
    {
      slug: "heart-atrial-share",
      front: "What share of ventricular filling does atrial contraction supply at rest?",
      back: "About 20%; more when the heart beats fast or the ventricle is stiff.",
      tags: ["cycle", "figures"],
      source: fromText(
        "Ventricular filling",
        "At rest, atrial contraction supplies about 20% of the blood that enters the ventricle.",
      ),
    },
    {
      slug: "heart-edv",
      front: "End-diastolic volume (EDV): definition and usual value?",
      back: "The volume of blood in a ventricle at the end of filling; about 120 mL at rest.",
      tags: ["cycle", "definition", "figures"],
      source: fromText(
        "Ventricular filling",
        "End-diastolic volume (EDV) is the volume of blood in a ventricle at the end of filling, about 120 mL in a resting adult.",
      ),
    },
    {
      slug: "heart-esv",
      front: "End-systolic volume (ESV): definition and usual value?",
      back: "The volume of blood left in a ventricle at the end of ejection; about 50 mL at rest.",
      tags: ["cycle", "definition", "figures"],
      source: fromText(
        "Ejection",
        "End-systolic volume (ESV) is the volume of blood left in a ventricle at the end of ejection, about 50 mL at rest.",
      ),
    },
    {
      slug: "heart-ejection-fraction",
      front: "What is the normal ejection fraction of the left ventricle?",
      back: "Between about 55% and 70%.",
      tags: ["cycle", "figures"],
      source: fromText("Ejection", "A normal left ventricle has an ejection fraction between about 55% and 70%."),
    },
    {
      slug: "heart-isovolumetric-contraction-end",
      front: "What ends isovolumetric contraction of the left ventricle?",
      back: "Left ventricular pressure exceeds aortic diastolic pressure (about 80 mmHg) and the aortic valve opens.",
      tags: ["cycle"],
      source: fromText(
        "Isovolumetric contraction",
        "The phase ends when left ventricular pressure exceeds the diastolic pressure in the aorta, about 80 mmHg, and the aortic valve opens.",
      ),
    },
    {
      slug: "heart-peak-pressures",
      front: "Peak systolic pressure in the left and in the right ventricle?",
      back: "Left about 120 mmHg, right about 25 mmHg.",
      tags: ["cycle", "figures"],
      source: fromText(
        "Ejection",
        "Left ventricular pressure climbs to a peak of about 120 mmHg, whereas the right ventricle needs only about 25 mmHg to drive blood through the lungs.",
      ),
    },
    {
      slug: "heart-s1-s2",
      front: "Which valves close at the first and at the second heart sound?",
      back: "S1: mitral and tricuspid, at the start of systole. S2: aortic and pulmonary, at its end.",
      tags: ["sounds"],
      source: fromText(
        "Heart sounds",
        "The first heart sound (S1) marks the closure of the mitral and tricuspid valves at the start of systole. The second heart sound (S2) marks the closure of the aortic and pulmonary valves at the end of systole.",
      ),
    },
    {
      slug: "heart-split-s2",
      front: "Why does the second heart sound split during inspiration?",
      back: "More blood returns to the right heart, right ventricular ejection lasts longer, and the pulmonary valve closes later.",
      tags: ["sounds"],
      source: fromText(
        "Heart sounds",
        "During inspiration more blood returns to the right heart, right ventricular ejection lasts longer and the pulmonary valve closes later, so the second heart sound splits.",
      ),
    },
    {
      slug: "heart-s3-older",
      front: "What does a third heart sound suggest in an older patient?",
      back: "A dilated, volume-loaded ventricle. In children and young adults it is often normal.",
      tags: ["sounds"],
      source: fromText(
        "Heart sounds",
        "A third heart sound is often normal in children and young adults, but in an older patient it suggests a dilated, volume-loaded ventricle.",
      ),
    },
    {
      slug: "heart-s4-meaning",
      front: "How does a fourth heart sound arise?",
      back: "The atrium contracts against a stiff ventricle, just before S1.",
      tags: ["sounds"],
      source: fromText(
        "Heart sounds",
        "The fourth heart sound (S4) is a low-pitched sound just before the first heart sound that arises when the atrium contracts against a stiff ventricle.",
      ),
    },
    {
      slug: "heart-loop-width-area",
      front: "Pressure–volume loop: what are its width and its area?",
      back: "Width: stroke volume. Area: stroke work.",
      tags: ["cycle"],
      source: fromText(
        "The pressure–volume loop",
        "The width of the loop is the stroke volume. Stroke work is the mechanical work that the ventricle does in one beat, and it equals the area inside the loop.",
      ),
    },
    {
      slug: "heart-cardiac-output",
      front: "Cardiac output: formula and value at 70 beats per minute with a stroke volume of 70 mL?",
      back: "Heart rate × stroke volume = 4.9 L/min.",
      tags: ["output", "formula"],
      source: fromText(
        "What determines cardiac output",
        "At 70 beats per minute and a stroke volume of 70 mL, cardiac output is 4.9 L/min.",
      ),
    },
    {
      slug: "heart-frank-starling",
      front: "What is the Frank–Starling mechanism?",
      back: "A greater stretch of heart muscle before contraction leads to a stronger contraction.",
      tags: ["output", "definition"],
      source: fromText(
        "Preload",
        "The Frank–Starling mechanism is the property of heart muscle by which a greater stretch before contraction leads to a stronger contraction.",
      ),
    },
    {
      slug: "heart-laplace",
      front: "Law of Laplace: how does wall stress depend on pressure, radius and wall thickness?",
      back: "It rises with pressure and radius and falls with wall thickness.",
      tags: ["output"],
      source: fromText(
        "Afterload",
        "According to the law of Laplace, wall stress rises with ventricular pressure and radius and falls with wall thickness.",
      ),
    },
    {
      slug: "heart-digoxin",
      front: "How does digoxin raise contractility?",
      back: "It inhibits the sodium–potassium pump; sodium builds up, less calcium leaves through the sodium–calcium exchanger, and more is available for contraction.",
      tags: ["output", "drugs"],
      source: fromText(
        "Contractility",
        "Digoxin is a drug that raises contractility by inhibiting the sodium–potassium pump. Sodium builds up inside the cell, less calcium leaves through the sodium–calcium exchanger, and more calcium is available for contraction.",
      ),
    },
    {
      slug: "heart-coronary-diastole",
      front: "When does the left ventricle receive most of its coronary blood flow, and why?",
      back: "During diastole, because contracting muscle squeezes its own vessels.",
      tags: ["output"],
      source: fromText(
        "Heart rate",
        "The left ventricle receives most of its coronary blood flow during diastole, because contracting muscle squeezes its own vessels.",
      ),
    },
    {
      slug: "heart-hfref",
      front: "HFrEF: what does it stand for, and which ejection fraction defines it?",
      back: "Heart failure with reduced ejection fraction: 40% or less.",
      tags: ["failure", "figures"],
      source: fromText(
        "Reduced and preserved ejection fraction",
        "Heart failure with reduced ejection fraction (HFrEF) is heart failure with a left ventricular ejection fraction of 40% or less.",
      ),
    },
    {
      slug: "heart-hfpef",
      front: "HFpEF: what does it stand for, and which ejection fraction defines it?",
      back: "Heart failure with preserved ejection fraction: 50% or more.",
      tags: ["failure", "figures"],
      source: fromText(
        "Reduced and preserved ejection fraction",
        "Heart failure with preserved ejection fraction (HFpEF) is heart failure with a left ventricular ejection fraction of 50% or more.",
      ),
    },
    {
      slug: "heart-orthopnoea",
      front: "What is orthopnoea, and how does it come about?",
      back: "Breathlessness on lying flat: blood from the legs and abdomen returns to the chest.",
      tags: ["failure", "definition"],
      source: fromText(
        "Left-sided and right-sided failure",
        "Orthopnoea is breathlessness that appears on lying flat, because blood from the legs and abdomen returns to the chest.",
      ),
    },
    {
      slug: "heart-oedema-threshold",
      front: "At which pulmonary capillary pressure does pulmonary oedema threaten?",
      back: "Above the colloid osmotic pressure of plasma, about 25 mmHg.",
      tags: ["failure", "figures"],
      source: fromText(
        "Left-sided and right-sided failure",
        "Pulmonary oedema threatens when pulmonary capillary pressure exceeds the colloid osmotic pressure of plasma, about 25 mmHg.",
      ),
    },
    {
      slug: "heart-eccentric-hypertrophy",
      front: "Eccentric hypertrophy: how are new sarcomeres added, and which load is it typical of?",
      back: "In series, with dilation of the cavity; volume overload, as in chronic mitral regurgitation.",
      tags: ["failure"],
      source: fromText(
        "Compensation that turns harmful",
        "Eccentric hypertrophy is growth of the ventricle with dilation of its cavity, in which new sarcomeres are added in series. Eccentric hypertrophy is the typical response to volume overload, as in chronic mitral regurgitation.",
      ),
    },
    {
      slug: "heart-aldosterone",
      front: "What does aldosterone do in the collecting duct?",
      back: "It increases the reabsorption of sodium and the secretion of potassium.",
      tags: ["failure", "hormones"],
      source: fromText(
        "Compensation that turns harmful",
        "Aldosterone is a steroid hormone that increases the reabsorption of sodium and the secretion of potassium in the collecting duct.",
      ),
    },
    {
      slug: "heart-nyha-three",
      front: "NYHA class III?",
      back: "Less than ordinary activity causes symptoms, but the patient is comfortable at rest.",
      tags: ["failure"],
      source: fromText(
        "Assessing severity",
        "Class III: less than ordinary activity causes symptoms, but the patient is comfortable at rest.",
      ),
    },
    {
      slug: "heart-sacubitril-ace",
      front: "Why must sacubitril never be combined with an ACE inhibitor?",
      back: "Both let bradykinin accumulate: high risk of angio-oedema.",
      tags: ["failure", "drugs"],
      source: fromText(
        "Principles of treatment",
        "Sacubitril must never be combined with an ACE inhibitor, because both let bradykinin accumulate and the risk of angio-oedema becomes high.",
      ),
    },
  ],
}
