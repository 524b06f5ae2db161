import type { FastifyInstance } from 'fastify';
import * as briefs from '../../../contract/customers-brief.ts';
import * as records from '../../../contract/customer-records.ts';
import * as contract from '../../../contract/customers.ts';
import * as organisations from '../../../contract/customers-organisations.ts';
import * as purchases from '../../../contract/customers-purchases.ts';
import { serve } from '../../http/serve.ts';
import { answerBrief, readBrief, takeBackAnswer } from './brief/brief.ts';
import { nextQuestionOf } from './brief/brief-asking.ts';
import { readBriefCoverage } from './brief/brief-coverage.ts';
import {
  addIdentity,
  changeCustomer,
  createCustomer,
  removeIdentity,
  setLegalHold,
  trustIdentity,
} from './changing.ts';
import { changeCustomers, listTags } from './listing/changing-many.ts';
import { dismissDuplicate, listDuplicates } from './merging/duplicates.ts';
import { readExpectations, setExpectation } from './brief/expectations.ts';
import { listCustomers } from './listing/listing.ts';
import { listMerges, mergeCustomer, previewMerge, unmergeCustomer } from './merging/merging.ts';
import { addNote, changeNote, listNotes, removeNote } from './records/noting.ts';
import {
  changeOrganisation,
  createOrganisation,
  listOrganisations,
  readOrganisation,
} from './organisations/organisations.ts';
import { readCustomer } from './reading.ts';
import { changeSegment, listSegments, removeSegment, saveSegment } from './listing/segments.ts';
import { listPurchases, recordPurchase, removePurchase, sumPurchases } from './records/purchasing.ts';

/** The HTTP face of customers. The timeline is served by the cases room, which knows who may see which case. */
export function customerRoutes(app: FastifyInstance): void {
  serve(app, contract.listCustomers, (ctx, { query }) => listCustomers(ctx, query));
  serve(app, contract.createCustomer, (ctx, { body }) => createCustomer(ctx, body));
  serve(app, contract.readCustomer, (ctx, { params }) => readCustomer(ctx, params.id));
  serve(app, contract.changeCustomer, (ctx, { params, body }) => changeCustomer(ctx, params.id, body));
  serve(app, contract.addIdentity, (ctx, { params, body }) => addIdentity(ctx, params.id, body));
  serve(app, contract.removeIdentity, (ctx, { params }) => removeIdentity(ctx, params.id, params.identityId));
  serve(app, contract.trustIdentity, (ctx, { params }) => trustIdentity(ctx, params.id, params.identityId));
  serve(app, contract.mergeCustomer, (ctx, { params, body }) =>
    mergeCustomer(ctx, params.id, body.customerId, body.take),
  );
  serve(app, contract.unmergeCustomer, (ctx, { params }) => unmergeCustomer(ctx, params.id, params.otherId));
  serve(app, contract.readBrief, (ctx, { params }) => readBrief(ctx, params.id));
  serve(app, briefs.takeBackAnswer, (ctx, { params }) =>
    takeBackAnswer(ctx, params.id, params.question, params.answerId),
  );
  serve(app, contract.answerBrief, (ctx, { params, body }) => answerBrief(ctx, params.id, params.question, body));
  serve(app, briefs.readNextQuestion, (ctx, { params, query }) => nextQuestionOf(ctx, params.id, query.kind));
  serve(app, briefs.readBriefCoverage, (ctx, { query }) => readBriefCoverage(ctx, query));
  serve(app, briefs.readExpectations, (ctx, { params }) => readExpectations(ctx, params.id));
  serve(app, briefs.setExpectation, (ctx, { params, body }) =>
    setExpectation(ctx, params.id, params.aspect, body.value),
  );
  serve(app, organisations.listOrganisations, (ctx, { query }) => listOrganisations(ctx, query));
  serve(app, organisations.createOrganisation, (ctx, { body }) => createOrganisation(ctx, body));
  serve(app, organisations.readOrganisation, (ctx, { params }) => readOrganisation(ctx, params.id));
  serve(app, organisations.changeOrganisation, (ctx, { params, body }) => changeOrganisation(ctx, params.id, body));
  serve(app, purchases.recordPurchase, (ctx, { params, body }) => recordPurchase(ctx, params.id, body));
  serve(app, purchases.removePurchase, (ctx, { params }) => removePurchase(ctx, params.id, params.purchaseId));
  serve(app, purchases.listPurchases, (ctx, { params, query }) => listPurchases(ctx, params.id, query));
  serve(app, purchases.sumPurchases, (ctx, { params }) => sumPurchases(ctx, params.id));
  serve(app, records.previewMerge, (ctx, { params }) => previewMerge(ctx, params.id, params.otherId));
  serve(app, records.listMerges, (ctx, { params, query }) => listMerges(ctx, params.id, query));
  serve(app, records.listNotes, (ctx, { params, query }) => listNotes(ctx, params.id, query));
  serve(app, records.addNote, (ctx, { params, body }) => addNote(ctx, params.id, body.words));
  serve(app, records.changeNote, (ctx, { params, body }) => changeNote(ctx, params.id, params.noteId, body.words));
  serve(app, records.removeNote, (ctx, { params }) => removeNote(ctx, params.id, params.noteId));
  serve(app, records.changeCustomers, (ctx, { body }) => changeCustomers(ctx, body.changes));
  serve(app, records.listTags, (ctx, { query }) => listTags(ctx, query.q));
  serve(app, records.listSegments, (ctx) => listSegments(ctx));
  serve(app, records.saveSegment, (ctx, { body }) => saveSegment(ctx, body));
  serve(app, records.changeSegment, (ctx, { params, body }) => changeSegment(ctx, params.id, body));
  serve(app, records.removeSegment, (ctx, { params }) => removeSegment(ctx, params.id));
  serve(app, records.listDuplicates, (ctx, { query }) => listDuplicates(ctx, query));
  serve(app, records.dismissDuplicate, (ctx, { body }) => dismissDuplicate(ctx, body, true));
  serve(app, records.proposeDuplicateAgain, async (ctx, { params }) => {
    await dismissDuplicate(ctx, params, false);
    return null;
  });
  serve(app, records.setLegalHold, (ctx, { params, body }) => setLegalHold(ctx, params.id, body.because));
}
