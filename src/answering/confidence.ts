import { probability } from "./logistic.ts";
import { smallFolderModel } from "./small-folder-model.ts";

/** From this many sources on, comparing sources says much; below it, next to nothing. */
export const largeFolderFrom = 30;

/**
 * The calibrated probability (0..1) that the sources of a folder smaller than `largeFolderFrom` answer a question, from its
 * features (`questionFeatures`). How far the best source leads the others is the best sign in a folder of sixty guides and
 * noise in a folder of two: `draftLargeFolder` judges those by a model of its own.
 */
export const confidenceOf = (features: readonly number[]): number => probability(smallFolderModel, features);
