"""The guard on questions, held against a labeled set; and the guides, which must pass it themselves.

The list was tuned on the first set. The second was written afterwards and the list was not touched for it: its misses say what to
expect. Both counts are asserted, so that a change that makes the guard worse, or better, shows here.
"""

from __future__ import annotations

import pytest

from cairn.hiring.domain.guides import own_questions, problem_of_own
from cairn.hiring.domain.words import decide_duty, decide_question, read_words
from cairn.hiring.queries.packs import guides, question_words, scope_words
from cairn.kernel.errors import BrokenRecord

NOT_ALLOWED = """
Do you have a disability?
Do you have any reasonable accommodations?
What accommodations would you need to do this job?
Have you ever been diagnosed with a mental illness?
What is your diagnosis?
Which mental health condition do you live with?
Are you currently taking any medication?
What meds are you on?
Has a doctor ever told you not to lift things?
Have you been hospitalized in the last two years?
How many sick days did you take last year?
Do you see a therapist?
Are you in therapy right now?
How is your health?
Do you have any physical limitations?
Have you ever filed for workers' compensation?
Do you receive disability benefits?
How long have you been sober?
How long have you been in recovery?
When did you last use?
What was your drug of choice?
Have you ever relapsed?
What would you do if you relapse?
Have you been to rehab?
What treatment did you receive?
Were you ever addicted to opioids?
Do you go to AA meetings?
Do you drink?
Who is your sponsor?
Are you pregnant?
Do you plan to have children?
Are you married?
What does your husband do?
Who looks after your kids while you work?
How old are you?
What year were you born?
When do you plan to retire?
Where are you from originally?
What is your native language?
Are you a citizen?
Which church do you go to?
Do you believe in God or a higher power?
Are you gay or straight?
Have you ever been arrested?
Do you have a criminal record?
Have you been to prison?
Are you on probation or parole?
Does depression run in your family?
Do you need a wheelchair?
Will you need special equipment?
Have you ever attempted suicide?
Tell us about the worst day of your addiction.
What keeps you clean?
Walk us through your trauma.
What brought you into the program as a client yourself?
Do you suffer from any condition that we should know of?
Is there anything that would keep you from coming in every day, such as appointments?
Have you ever taken leave for your mental health?
How many times have you been in the hospital?
What do you take for your anxiety?
Are you on Suboxone?
How did you get that scar?
What is your clean date?
How many days do you have?
Were you court-ordered into treatment?
What made you start using?
Do you still go to meetings?
Have you ever overdosed?
Are you seeing anyone?
Will your family be all right with night shifts?
Do you have little ones at home?
When did you finish high school?
How much longer do you want to work?
Is English your first language?
Which tribe are you enrolled in?
Do you observe any holidays that we should plan around?
Have you ever been in trouble with the law?
Have the police ever picked you up?
Did you do time?
Do you have asthma or diabetes?
Did you ever come here for help yourself?
""".strip().splitlines()

ALLOWED = """
Can you do these duties, with or without accommodation?
What draws you to peer support?
Tell us about somebody whom you helped.
How would you support a client with a disability?
What would you say to a person who has just been diagnosed?
How would you respond when a participant returns to use?
How do you feel about working with people who take medication?
What do you know about medication-assisted treatment?
How would you welcome somebody who was in prison?
What is your experience with the mental health system?
How would you work with a therapist and a case manager on a treatment team?
Can you work evenings and weekends?
Are you at least 18 years old?
Do you have reliable transportation to reach people across the county?
Can you show, if hired, that you may work in the United States?
Which languages do you speak that people here speak?
What do you like to do in your spare time?
How do you plan your day?
How do you handle conflict with a colleague?
How would you help a parent who is worried about her children?
Have you led a support group?
What would you do if a client told you about a suicide plan?
How would you keep what people tell you confidential?
What do you know about trauma-informed care?
Which of the guiding principles of recovery matters most to you?
How would you connect somebody to a church that they asked about?
What does recovery mean to you?
How do you share your story in a way that helps others?
What would you do if a member came to group after drinking?
Do you agree to the background check that certification needs?
What training have you had in de-escalation?
How would you work with people of another faith than yours?
How do you take care of yourself in hard work?
What is your experience with the children's services in this county?
What would you do if somebody offered you pills?
What does a good first meeting with somebody look like?
How would you react if a client said that you do not understand addiction?
What would you tell a person who wants to stop their medication?
How would you help someone find a doctor?
How would you support a pregnant participant?
What have you learned from a mistake at work?
How do you keep a boundary when somebody asks for your phone number?
What would you do if you met a client at church?
How would you introduce peer support to a hospital team?
Do you have a driver's license?
What is your availability?
What do you know about HIPAA and 42 CFR Part 2?
How would you work with a judge in drug court?
What makes a group safe?
How would you walk with someone who was just released from jail?
What would you do if you thought a colleague was too tired to work?
Why did you leave your last job?
What computer programs have you used?
How would you write down what happened in a meeting?
What should a supervisor know about how you learn best?
""".strip().splitlines()

HELD_OUT_NOT_ALLOWED = """
Do you have any illnesses that we should plan for?
Are you disabled in any way?
How often were you sick at your last job?
Do you have a history of depression?
Have you ever been treated for alcoholism?
Which medications help you stay well?
Do you take anything prescribed?
Have you ever been in a psychiatric ward?
Would you need any accommodations at your desk?
Have you had an injury at work?
How many years of sobriety do you have?
What led to your addiction?
Did you go through detox?
Do you have a sponsor now?
Do you and your wife plan to stay in the area?
Can you find a babysitter on short notice?
Are you planning on starting a family soon?
What is your date of birth?
What country are you from?
What religion are you?
Have you ever been convicted of a felony?
Were you ever in jail?
Is there cancer in your family?
Do your nerves ever get the better of you?
What happened to your leg?
Have you been through what our clients go through?
What did you lose to your using?
Does anybody at home need you at night?
Are you on any government checks?
Have you ever hit bottom?
""".strip().splitlines()

HELD_OUT_ALLOWED = """
What would you do in your first week here?
How would you explain your role to a nurse?
How would you help a person who is afraid of the hospital?
What would you do if a participant asked you which pill to take?
How would you work with somebody who is not sober?
What would you say to a mother whose son is in jail?
How do you make sure that your notes are done on time?
Tell us about a time when you asked for help at work.
How would you welcome a veteran with a wheelchair?
What would you do if a peer wanted to pray with you?
How do you respond to a person who is angry with you?
What do you hope to learn in this job?
How would you support someone through a custody hearing?
Which hours can you work?
How would you react if someone in the group smelled of alcohol?
How would you build trust with an elder of a tribe?
What would you do if you heard of abuse?
How would you talk with people about stigma?
What would you bring to our team that it lacks?
Are you willing to complete 40 hours of training?
""".strip().splitlines()

WORDS = question_words()


def flagged(question: str) -> bool:
    return not decide_question(question, WORDS).allowed


@pytest.mark.parametrize(
    ("not_allowed", "allowed", "wrong"),
    [(NOT_ALLOWED, ALLOWED, (0, 2)), (HELD_OUT_NOT_ALLOWED, HELD_OUT_ALLOWED, (7, 3))],
    ids=["tuned on", "held out"],
)
def test_the_labeled_sets_and_what_the_guard_gets_wrong(not_allowed, allowed, wrong):
    missed = [question for question in not_allowed if not flagged(question)]
    stopped = [question for question in allowed if flagged(question)]
    print(f"\n{len(not_allowed)} not allowed, {len(missed)} missed:", *missed, sep="\n  ")
    print(f"{len(allowed)} allowed, {len(stopped)} stopped:", *stopped, sep="\n  ")
    assert (len(missed), len(stopped)) == wrong


def test_the_labeled_sets_are_large_enough_and_hold_each_question_once():
    every = [*NOT_ALLOWED, *ALLOWED, *HELD_OUT_NOT_ALLOWED, *HELD_OUT_ALLOWED]
    assert len(set(every)) == len(every) == 186


@pytest.mark.parametrize(
    "question", [one for guide in guides().values() for one in guide.questions], ids=lambda one: one.code
)
def test_every_question_of_the_guides_may_be_asked(question):
    decision = decide_question(question.text, WORDS)
    assert decision.allowed, decision.summary()
    assert question.why
    assert question.listen


def test_the_guides_hold_what_the_sources_ask_for_and_score_no_yes_or_no():
    first, second = guides()["first"], guides()["second"]
    assert (len(first.questions), len(second.questions)) == (14, 12)
    assert {one.code for one in first.questions if not one.is_scored} == {"openness", "travel", "duties"}
    assert all(guide.citation.text for guide in guides().values())


def test_a_finding_says_which_words_why_who_says_so_and_what_may_be_asked():
    (finding,) = decide_question("Are you taking medication, or other meds?", WORDS).against
    assert finding.title == "Medication"
    assert finding.found == "“medication”, “meds”"
    assert finding.citations[0].text.startswith("42 U.S.C. 12112(d)(2)(A)")
    assert finding.remedy.startswith("You may ask: “")


@pytest.mark.parametrize("entry", WORDS.entries, ids=lambda entry: entry.topic)
def test_every_topic_stops_its_words_about_the_applicant_and_offers_what_may_be_asked(entry):
    for word in entry.words:
        assert flagged(f"Tell us: you and {word}?"), word
    assert not flagged(entry.instead), entry.instead
    assert entry.citation.text


def test_the_last_person_named_before_a_word_decides_and_nobody_means_the_applicant():
    assert flagged("Any disability?")
    assert flagged("A client asks: is your disability a problem?")
    assert not flagged("How would you help a client whose disability is new?")
    assert flagged("Do you help people? Do you take medication?")


def test_own_questions_are_scored_under_their_own_theme_and_the_guard_reads_each():
    (question,) = own_questions(("Why us?",))
    assert (question.code, question.theme, question.is_scored) == ("own-1", "own", True)
    assert problem_of_own(("Why us?",), WORDS) == ""
    said = problem_of_own(("Why us?", "Are you married?"), WORDS)
    assert said.startswith("“Are you married?”: Pregnancy and family (“married”).")


@pytest.mark.parametrize("entry", scope_words().entries, ids=lambda entry: entry.topic)
def test_every_word_outside_the_scope_warns_in_a_duty(entry):
    assert all(not decide_duty(f"Do {word} on Mondays", scope_words()).allowed for word in entry.words)
    assert decide_duty("Walk beside people as they find their way", scope_words()).allowed


@pytest.mark.parametrize("gone", ["citation", "status", "from", "why", "topic"])
def test_a_line_without_its_source_does_not_load(gone):
    row = {
        "topic": "T",
        "words": ["t"],
        "why": "W.",
        "citation": "C",
        "status": "V",
        "from": WORDS.entries[0].citation.start,
    }
    assert read_words({"entry": [row]}, "x").entries
    with pytest.raises(BrokenRecord, match="x entry 1"):
        read_words({"entry": [{name: value for name, value in row.items() if name != gone}]}, "x")
