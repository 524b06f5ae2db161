import { Navigate, useParams } from '@tanstack/react-router';
import { behindDoor } from '../doors.ts';
import { ScreenNotFound } from '../ui/screen-states.tsx';

/** An address that no place has: one that was typed short leads to the place that is meant, any other to nothing. */
export function Screen() {
  const { _splat: address = '' }: { _splat?: string } = useParams({ strict: false });
  const there = behindDoor(address);
  return there === undefined ? <ScreenNotFound /> : <Navigate to={there.to} search={there.search as never} replace />;
}
