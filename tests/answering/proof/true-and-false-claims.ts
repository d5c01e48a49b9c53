/** Sentences of the kind that stand on our pages, with ways to put them that are true and ways that are not. */
export const trueAndFalseClaims: readonly { quoted: string[]; holds: string[]; fails: string[] }[] = [
  {
    quoted: ["No approach and no timetable has been agreed."],
    holds: [
      "Neither an approach nor a timetable has been agreed.",
      "An approach has not been agreed.",
      "There is no agreed timetable.",
    ],
    fails: [
      "Approach and no timetable has been agreed.",
      "An approach has been agreed.",
      "A timetable has been agreed, and no approach.",
    ],
  },
  {
    quoted: ["Joining the union while work is going well means that the union is there if a member ever needs it."],
    holds: [
      "Joining the union while work is going well means that the union is there if you ever need it.",
      "Join while work is going well, and the union is there when you need it.",
    ],
    fails: ["Joining the union while work is going well means that the union is there."],
  },
  {
    quoted: ["CSUs earn their own income."],
    holds: ["CSUs earn income of their own.", "The CSUs have their own income."],
    fails: [
      "CSUs earn their own income, and you will get some of it.",
      "It is so.",
      "You must not do it.",
      "They can.",
      "CSUs earn all of their own income and more.",
      "You can have it.",
      "CSUs have no income.",
      "CSUs do not earn enough.",
    ],
  },
  {
    quoted: ["The voluntary redundancy scheme is held up at the Treasury."],
    holds: [
      "The scheme is stuck at the Treasury.",
      "The VR scheme is being held up by the Treasury.",
      "The Treasury is holding up the voluntary redundancy scheme.",
      "The voluntary redundancy scheme is still held up at the Treasury.",
    ],
    fails: [
      "The Treasury is held up at the voluntary redundancy scheme.",
      "The scheme is not held up at the Treasury.",
      "The scheme will soon be approved by the Treasury.",
      "The Treasury has the scheme and will not let you use it.",
      "The scheme was held up at the Treasury, but now it is not.",
      "The scheme may be held up at the Treasury.",
    ],
  },
  {
    quoted: [
      "Each employer can decide for itself whether to use the voluntary redundancy scheme, and when, during the 2025-26 financial year.",
    ],
    holds: [
      "Your employer can decide whether to use the scheme in 2025-26.",
      "Every employer can decide for itself whether and when to use the VR scheme.",
      "It is up to each employer to decide whether to use the scheme.",
    ],
    fails: [
      "Each employer must use the voluntary redundancy scheme.",
      "Your employer will use the voluntary redundancy scheme in 2025-26.",
      "Members can decide whether to use the voluntary redundancy scheme.",
      "Employers cannot decide when to use the scheme.",
      "The NHS can decide for each employer whether to use the voluntary redundancy scheme.",
    ],
  },
  {
    quoted: [
      "MARS terms are typically worth half of the redundancy benefits under Section 16 of the Agenda for Change (AfC) handbook.",
    ],
    holds: [
      "MARS terms are typically worth 50% of Section 16 redundancy benefits.",
      "MARS typically gives you half of what you would get under Section 16 of the AfC handbook.",
      "Typically, MARS terms are worth only half of the redundancy benefits in Section 16.",
    ],
    fails: [
      "MARS terms are worth half of the redundancy benefits under Section 16.",
      "MARS terms are typically worth double the redundancy benefits under Section 16.",
      "Section 16 redundancy benefits are typically worth half of MARS terms.",
      "MARS terms are typically worth half of the redundancy benefits under Section 18.",
      "MARS terms are typically worth more than half of the Section 16 redundancy benefits.",
      "MARS is the same as redundancy under Section 16.",
    ],
  },
  {
    quoted: [
      "Managers in Partnership (MiP) can give one-to-one support only on issues that come up after the first four weeks of membership.",
    ],
    holds: [
      "MiP can only give you one-to-one support on issues that come up after your first four weeks of membership.",
      "You can get one-to-one support only on issues that arise after the first 4 weeks of membership.",
    ],
    fails: [
      "MiP can give one-to-one support on issues that come up in the first four weeks of membership.",
      "MiP can give one-to-one support on all issues.",
      "MiP cannot give one-to-one support on issues that come up after the first four weeks of membership.",
      "MiP can give one-to-one support only on issues that come up after the first four months of membership.",
      "You can only get one-to-one support from MiP during the first four weeks of membership.",
    ],
  },
  {
    quoted: [
      "NHS England (NHSE) changed the terms of the voluntary redundancy scheme after trade unions and employers commented on them.",
    ],
    holds: [
      "The terms of the scheme were changed by NHS England after unions and employers commented on them.",
      "After comments from trade unions and employers, NHS England changed the scheme's terms.",
      "NHSE changed the VR scheme's terms once trade unions and employers had commented.",
    ],
    fails: [
      "Trade unions changed the terms of the voluntary redundancy scheme after NHS England commented on them.",
      "NHS England changed the terms of the scheme before trade unions and employers commented on them.",
      "NHS England kept the terms of the voluntary redundancy scheme after trade unions and employers commented on them.",
      "NHS England and trade unions changed the terms of the scheme.",
      "NHS England will change the terms of the voluntary redundancy scheme after trade unions comment on them.",
      "Employers changed the terms of the scheme.",
    ],
  },
  {
    quoted: ["The income that CSUs get from NHS England and ICBs is plainly at risk."],
    holds: ["The income CSUs get from ICBs and NHS England is at risk."],
    fails: [
      "The income that NHS England and ICBs get from CSUs is plainly at risk.",
      "The income that CSUs get from NHS England and ICBs is plainly not at risk.",
      "CSUs will lose the income they get from NHS England and ICBs.",
      "CSUs are at risk of losing all of their income.",
    ],
  },
  {
    quoted: ["An employer must give at least 45 days before the first dismissal when it proposes 100 or more redundancies."],
    holds: [
      "When it proposes 100 or more redundancies, an employer must give at least 45 days before the first dismissal.",
      "If your employer proposes 100 or more redundancies, it must give at least 45 days before the first dismissal.",
    ],
    fails: [
      "An employer must give at least 30 days before the first dismissal when it proposes 100 or more redundancies.",
      "An employer must give at most 45 days before the first dismissal when it proposes 100 or more redundancies.",
      "An employer must give at least 45 days before the first dismissal when it proposes fewer than 100 redundancies.",
      "An employer should give at least 45 days before the first dismissal when it proposes 100 or more redundancies.",
      "An employer must give at least 100 days before the first dismissal when it proposes 45 or more redundancies.",
      "An employer must give at least 45 days before the first dismissal.",
      "An employee must give at least 45 days before the first dismissal when the employer proposes 100 or more redundancies.",
    ],
  },
  {
    quoted: ["Staff who have worked for the employer for 2 years have a right to statutory redundancy pay."],
    holds: [
      "If you have worked for your employer for two years, you have a right to statutory redundancy pay.",
      "You have a right to statutory redundancy pay if you have worked for the employer for 2 years.",
      "Staff with 2 years of work for the employer have a right to statutory redundancy pay.",
    ],
    fails: [
      "Staff have a right to statutory redundancy pay.",
      "All staff have a right to statutory redundancy pay after 2 years.",
      "Staff who have worked for the employer for 2 years have a right to contractual redundancy pay.",
      "Staff who have not worked for the employer for 2 years have a right to statutory redundancy pay.",
      "Staff who have worked for the employer for 2 years may have a right to statutory redundancy pay.",
      "Staff who have a right to statutory redundancy pay have worked for the employer for 2 years.",
    ],
  },
  {
    quoted: ["The union believes that the cuts will damage patient care."],
    holds: [
      "The cuts will damage patient care, the union believes.",
      "The union thinks the cuts will damage patient care.",
      "According to the union, the cuts will damage patient care.",
    ],
    fails: [
      "The cuts will damage patient care.",
      "The union believes that the cuts will not damage patient care.",
      "The union does not believe that the cuts will damage patient care.",
      "The union knows that the cuts will damage patient care.",
      "The government believes that the cuts will damage patient care.",
      "The cuts have damaged patient care, the union believes.",
    ],
  },
  {
    quoted: ["NHS England will not use a MARS scheme.", "DHSC will launch a voluntary exit scheme for civil servants."],
    holds: [
      "DHSC will launch a voluntary exit scheme, but NHS England will not use MARS.",
      "NHS England won't use a MARS scheme and DHSC will launch a voluntary exit scheme for civil servants.",
    ],
    fails: [
      "NHS England will launch a voluntary exit scheme for civil servants.",
      "DHSC will not use a MARS scheme.",
      "DHSC will use a MARS scheme.",
      "NHS England will not launch a voluntary exit scheme.",
      "NHS England and DHSC will not use a MARS scheme.",
    ],
  },
  {
    quoted: ["The deadline for applications was 31 May 2025.", "The consultation runs until 30 June 2025."],
    holds: ["The application deadline was 31 May 2025.", "The consultation runs until the end of June 2025."],
    fails: [
      "The deadline for applications is 30 June 2025.",
      "The deadline for applications was 30 June 2025.",
      "The consultation runs until 31 May 2025.",
      "The consultation starts on 30 June 2025.",
      "The deadline for applications was 31 May.  The consultation has ended.",
    ],
  },
  {
    quoted: ["Workplace reps are needed now more than ever."],
    holds: ["Workplace reps are needed more than ever."],
    fails: [
      "Workplace reps are not needed now.",
      "Workplace reps are needed less than ever.",
      "Managers are needed now more than ever.",
    ],
  },
  {
    quoted: [
      "half a week's pay for each full year under the age of 22",
      "one week's pay for each full year from 22 to 40",
      "one and a half weeks' pay for each full year from the age of 41",
    ],
    holds: [
      "Under the age of 22 it is half a week's pay for each full year.",
      "From the age of 41 it is one and a half weeks' pay for each full year.",
    ],
    fails: [
      "Under the age of 22 it is one and a half weeks' pay for each full year.",
      "From the age of 41 it is half a week's pay for each full year.",
      "From 22 to 40 it is half a week's pay for each full year.",
    ],
  },
  {
    quoted: [
      "1 week's notice if you have been employed for less than 2 years",
      "12 weeks' notice if you have been employed for 12 years or more",
    ],
    holds: [
      "You get 12 weeks' notice if you have been employed for 12 years or more.",
      "You get one week's notice if you have been employed for less than two years.",
    ],
    fails: [
      "12 weeks' notice if you have been employed for less than 2 years.",
      "1 week's notice if you have been employed for 12 years or more.",
    ],
  },
  {
    quoted: ["Base costs must fall by 1% and productivity must rise by 4%."],
    holds: ["Productivity must rise by 4%."],
    fails: ["Base costs must fall by 4%.", "Productivity must rise by 1%."],
  },
  {
    quoted: ["The £500 grant is for your first child and the £300 grant is for your second child."],
    holds: ["The £500 grant is for your first child."],
    fails: ["The £300 grant is for your first child."],
  },
  {
    quoted: ["The fee is £45 for adults and £20 for children."],
    holds: ["The fee is £20 for children."],
    fails: ["The fee is £20 for adults.", "The fee is £45 for children."],
  },
  {
    quoted: ["There were 17 CSUs in 2014.", "There are four CSUs in England."],
    holds: ["There are 4 CSUs in England."],
    fails: ["There are 17 CSUs in England.", "There were four CSUs in 2014."],
  },
  {
    quoted: ["Band 8a staff get £45,000 and band 8b staff get £52,000."],
    holds: ["Band 8b staff get £52,000."],
    fails: ["Band 8b staff get £45,000.", "Band 8c staff get £52,000."],
  },
  {
    quoted: ["You must tell HMRC within 30 days and pay within 60 days."],
    holds: ["You must pay within 60 days."],
    fails: ["You must pay within 30 days.", "You must tell HMRC within 60 days."],
  },
  {
    quoted: ["Two unions opposed the plan."],
    holds: ["2 unions opposed the plan."],
    fails: ["One union opposed the plan.", "Three unions opposed the plan."],
  },
  {
    quoted: ["You can appeal twice a year."],
    holds: ["You can appeal two times a year."],
    fails: ["You can appeal once a year."],
  },
];
