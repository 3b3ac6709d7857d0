import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { GUIDE_STEPS, type GuideStep } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectStep, type ConnectStepProps, type OpenWay } from './connect-step.tsx';
import { DoneStep } from './done-step.tsx';
import { NoticesStep } from './notices-step.tsx';
import { TryStep } from './try-step.tsx';
import { useGuide, type GuideWay } from './use-guide.ts';
import { isOwnConnection } from './own-connection.ts';
import { WelcomeStep } from './welcome-step.tsx';

/** The first run: what this is, connect something, see how requests come, and answer one. */
export function Guide(): ReactNode {
  const way = useGuide();
  const [open, setOpen] = useState<OpenWay>('ways');
  const isForm = way.step === 'connect' && open !== 'ways';
  const heading = useStepFocus(way.step, isForm);
  const said = words.guide;
  return (
    <section className="page guide" aria-label={said.region}>
      <header className="guide-head">
        <p className="soft small guide-progress">{said.progress(way.at + 1, GUIDE_STEPS.length)}</p>
        <ol className="guide-steps" aria-label={said.steps}>
          {GUIDE_STEPS.map((step, index) => (
            <li
              key={step}
              aria-current={step === way.step ? 'step' : undefined}
              className={index < way.at ? 'guide-past' : undefined}
            >
              {said.short(step)}
            </li>
          ))}
        </ol>
        <h1 ref={heading} tabIndex={-1}>
          {said.title(way.step)}
        </h1>
      </header>
      <div className="guide-body" key={way.step}>
        {drawStep(way, { open, onOpen: setOpen })}
      </div>
      {/* A form has its own way back and on: two of each would be a riddle. */}
      {isForm ? null : <GuideFoot way={way} />}
    </section>
  );
}

function drawStep(way: GuideWay, connect: ConnectStepProps): ReactNode {
  switch (way.step) {
    case 'welcome':
      return <WelcomeStep />;
    case 'connect':
      return <ConnectStep {...connect} />;
    case 'notices':
      return <NoticesStep />;
    case 'try':
      return <TryStep />;
    case 'done':
      return <DoneStep onConnect={() => way.leave({ tag: 'connections' })} />;
  }
}

function GuideFoot({ way }: { readonly way: GuideWay }): ReactNode {
  const hasConnection = useApp((view) => view.connections.some(isOwnConnection));
  const isAnswered = useApp((view) => view.trial?.tag === 'answered');
  const said = words.guide;
  /** The one button in colour is the one to press next: what a step still asks for stands in it, not down here. */
  const look =
    (way.step === 'connect' && !hasConnection) || (way.step === 'try' && !isAnswered)
      ? ('plain' as const)
      : ('accent' as const);
  const nextWords: Record<GuideStep, string> = {
    welcome: said.begin,
    connect: hasConnection ? said.next : said.connect.without,
    notices: said.next,
    try: isAnswered ? said.next : said.skipStep,
    done: said.done.open,
  };
  return (
    <footer className="guide-foot">
      {way.back === undefined ? null : <Button onPress={way.back}>{words.common.back}</Button>}
      <span className="push" />
      {way.step === 'done' ? null : (
        <Button look="quiet" onPress={() => way.leave()}>
          {said.skip}
        </Button>
      )}
      <Button look={look} onPress={way.next}>
        {nextWords[way.step]}
      </Button>
    </footer>
  );
}

/** Each step is read from its title, also when a form in it was closed; an open form takes the focus itself. */
function useStepFocus(step: GuideStep, isForm: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.closest('main')?.scrollTo({ top: 0 });
    if (!isForm) heading.current?.focus();
  }, [step, isForm]);
  return heading;
}
