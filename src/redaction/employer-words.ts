const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

/** Words that end the name of an organisation that employs these members. */
export const organisationWords = wordSet(
  "trust trusts hospital hospitals infirmary icb ics csu ccg hospice surgery clinic council healthcare university college board unit service centre partnership ltd limited plc llp cic foundation ft",
);

/** Words of every organisation's name: where there are no others, only a kind is named. */
export const kindWords = wordSet(
  `a an the my our your their his her this that nhs hsc trust trusts hospital hospitals infirmary icb icbs ics csu csus ccg ccgs hospice surgery clinic council councils healthcare university college board boards unit units service services centre centres partnership partnerships ltd limited plc llp cic foundation ft
  teaching general community district mental health care acute specialist integrated commissioning support ambulance social public primary secondary local national regional royal children's women's cancer eye dental system systems england english wales welsh scotland scottish northern ireland irish british uk
  special authority authorities executive non-executive management pay review advisory staff side governing governors directors trade union unions business shared professional legal customer call contact hr it payroll pension pensions civil first new every each any some no all both other another which one two three four five
  six emergency urgent hosted host provider partner independent voluntary private sector combined borough county city parish tribunal employment works joint negotiating consultative committee programme strategic transformation delivery recovery crisis contract managed occupational nhse dhsc hee icbs phe ukhsa nhsbsa cluster clusters centre`,
);

/** Bodies of a whole nation, and those that think or bargain for it: nobody's workplace in particular, or needed to understand the question. */
export const nationalBodies =
  /^(?:the )?(?:nhs )?(?:england|scotland|wales|employers|providers|confederation|pensions?|improvement|resolution|digital|business services authority|nuffield trust|health foundation|civil service|health service|national health service|royal college of \p{L}{1,20}|general medical council|nursing and midwifery council|(?:health and care|general dental) (?:professions )?council|social partnership|trades union congress|senior salaries review \p{L}{1,10}|agenda for change|managers in partnership)(?: (?:board|unit|service))?$/u;
