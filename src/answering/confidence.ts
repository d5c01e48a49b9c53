import { largeFolderModel } from "./large-folder-model.ts";
import { probability } from "./logistic.ts";
import { smallFolderModel } from "./small-folder-model.ts";

/** From this many sources on, comparing sources says much; below it, next to nothing. */
export const largeFolderFrom = 30;

/**
 * The calibrated probability (0..1) that the sources answer a question, from its features (`questionFeatures`).
 * Small and large folders have a model each: how far the best source leads the others is the best sign in a folder of sixty
 * guides and noise in a folder of two.
 */
export const confidenceOf = (features: readonly number[], sourceCount: number): number =>
  probability(sourceCount >= largeFolderFrom ? largeFolderModel : smallFolderModel, features);
