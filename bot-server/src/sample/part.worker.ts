// A thread that makes parts, one after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { type Makings, type Part, partMaker } from './part';

const makePart = partMaker(workerData as Makings);
parentPort?.on('message', (part: Part) => parentPort?.postMessage(makePart(part)));
