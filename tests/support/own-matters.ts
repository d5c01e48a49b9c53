/**
 * Messages with identifiers of every kind that redaction names, marked as in `evals/datasets/redaction-*.jsonl`, written for the test of what
 * leaves and without a look at what redaction does. All persons, numbers and addresses are made up.
 */
export const particularMessages: readonly string[] = [
  "Dear rep, I am {{name:Yetunde Okonjo}} ({{email:y.okonjo@mersey-hospital.example}}, tel {{phone:0161 496 0733}}). How many days of carers leave are there in a year?",
  "Can carers take leave at short notice? Regards, {{name:Tomasz Wieczorek}}, band 7, staff no {{staff_id:40718263}}",
  "My line manager {{name:Mr Aldous Pemberton}} says study leave is unpaid. Is study leave paid?",
  "Who decides about course fees? You can reach me on {{phone:+44 7700 900982}} or at {{address:14 Larkspur Close}}, {{postcode:LS6 3QN}}.",
  "NI number {{ni_number:QQ 12 34 56 C}}. What does a parking permit cost?",
  "My NHS number is {{nhs_number:943 476 5919}}, does that matter for carers leave?",
  "born {{date_of_birth:4 March 1971}}, when do the bicycle lockers open",
  "Hi it's {{name:Bronagh}} again, when does the night shift start?",
  "please ring {{name:Dr Farrukh Siddiqui}} on {{phone:020 7946 0101}} about the parking permit, what does it cost",
  "Sort code {{account:20-45-77}} account {{account:73829104}}: can course fees be paid to me directly?",
  "See {{link:https://intranet.mersey-hospital.example/people/okonjo}} - who decides on course fees?",
  "ask {{handle:@wtomasz}} on slack, does study leave count after six months",
  "My case is {{case_id:C-7K3M9Q}}. What happens if the talks on the night shift fail?",
  "What do managers want to change about the night shift? Yours sincerely\n{{name:Marguerite Delacroix-Hume}}\nMersey",
  "On behalf of {{name:Mrs Oyelaran}} and {{name:Miss Petrova}} I ask whether permits are refused to people who live near",
  "{{email:night.shift.lead+rota@example.org}} wants to know when the talks began",
  "ring me {{phone:07700900345}} pls. is study leave paid???",
  "Employee number: {{staff_id:EMP-0093412}}. How long before must a carer tell the rota office?",
  "I am {{name:Siobhán Ní Dhomhnaill}}. Is study leave paid for the first ten days?",
  "Good evening, {{name:Kwabena Asante-Mensah}} here from the night team. When are the talks expected to end?",
];

/** Messages that are somebody's own matter: none may cause a request, and none may travel with a follow-up. */
export const ownMatters: readonly string[] = [
  "I had my at risk letter this morning and my meeting with Sandra is tomorrow, please help",
  "My manager Colin Baxter has suspended me and I do not know what to do",
  "I have been offered a settlement agreement of £18,450 and they want it signed by Friday",
  "They turned down my carers leave request even though my mum is in hospital. Can I appeal?",
  "I cannot go on like this, I want to end my life",
  "My redundancy hearing is on 30 June 2025 and HR sent me nothing",
  "I was told on Monday that my post is being deleted, my employee number is 40718263",
  "My grievance against Mrs Whitcombe was rejected, what can I do about my case",
];

/** Follow-ups that say nothing by themselves: what they mean stands in the turn before. */
export const leaningFollowUps: readonly string[] = [
  "And how long does that take?",
  "what if they say no to it",
  "Who decides that?",
  "can they do that?",
];
