import { z } from "zod"
import { type App, idField, idParams, pageOf, pageQuery } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { InvalidError } from "../../shared/errors.ts"
import { readableOwners } from "../library/index.ts"
import type { Asset } from "./asset.ts"
import { pageOfAssets } from "./asset-store.ts"
import { assetChangeSchema, assetSchema, assetStatusField, assetTypeField, summarySchema } from "./authoring.schema.ts"
import { approveAsset, editAsset, rejectAsset } from "./judge-asset.ts"

const tags = ["authoring"]
const MOST_SUMMARIES = 2000
const materialParams = z.object({ ownerId: idField, id: idField })

export function routes(app: App, deps: Deps): void {
  app.get(
    "/materials/:ownerId/:id/assets",
    {
      schema: {
        summary:
          "What was made from a material, in reading order; without rejected items and summaries unless asked for",
        tags,
        params: materialParams,
        querystring: pageQuery.extend({ type: assetTypeField.optional(), status: assetStatusField.optional() }),
        response: { 200: pageOf(assetSchema) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { cursor, limit, type, status } = request.query
      const { userId } = request.learner
      const rows = await deps.db.readAsLearner(userId, (tx) =>
        pageOfAssets(tx, {
          owners: ownersOf(userId, request.params.ownerId),
          materialId: request.params.id,
          after: cursor === undefined ? null : decodePlace(cursor),
          limit: limit + 1,
          ...definedOnly({ type, status }),
        }),
      )
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items: items.map(viewOf), nextCursor: rows.length > limit && last ? encodePlace(last) : null }
    },
  )

  app.get(
    "/materials/:ownerId/:id/summaries",
    {
      schema: {
        summary: "The telling sentences of each section",
        tags,
        params: materialParams,
        response: { 200: z.object({ items: z.array(summarySchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { userId } = request.learner
      const rows = await deps.db.readAsLearner(userId, (tx) =>
        pageOfAssets(tx, {
          owners: ownersOf(userId, request.params.ownerId),
          materialId: request.params.id,
          type: "summary",
          status: "ready",
          after: null,
          limit: MOST_SUMMARIES,
        }),
      )
      return {
        items: rows.flatMap(({ sectionIndex, evidence, content }) =>
          sectionIndex === null
            ? []
            : [
                {
                  sectionIndex,
                  start: evidence.start,
                  end: evidence.end,
                  pageNumber: evidence.pageNumber,
                  text: content.answer,
                },
              ],
        ),
      }
    },
  )

  app.post(
    "/assets/:id/approve",
    {
      schema: { summary: "Make a draft a question or card", tags, params: idParams, response: { 200: assetSchema } },
      config: { role: "student" },
    },
    async (request) => viewOf(await approveAsset(deps, request.learner.userId, request.params.id)),
  )

  app.post(
    "/assets/:id/reject",
    {
      schema: { summary: "Take an item out for good", tags, params: idParams, response: { 200: assetSchema } },
      config: { role: "student" },
    },
    async (request) => viewOf(await rejectAsset(deps, request.learner.userId, request.params.id)),
  )

  app.patch(
    "/assets/:id",
    {
      schema: {
        summary: "Change a draft",
        tags,
        params: idParams,
        body: assetChangeSchema,
        response: { 200: assetSchema },
      },
      config: { role: "student" },
    },
    async (request) =>
      viewOf(await editAsset(deps, request.learner.userId, request.params.id, definedOnly(request.body))),
  )
}

/** The named owner, if it is one whose materials this learner reads; nobody otherwise, so that the list is empty. */
const ownersOf = (userId: string, ownerId: string) => readableOwners(userId).filter((owner) => owner === ownerId)

function viewOf({ content: { definition: _, ...content }, ...asset }: Asset) {
  return { ...asset, ...content }
}

const encodePlace = ({ evidence, id }: Asset) => Buffer.from(JSON.stringify([evidence.start, id])).toString("base64url")

const placeShape = z.tuple([z.number().int(), z.uuid()])

function decodePlace(cursor: string): { start: number; id: string } {
  try {
    const [start, id] = placeShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")))
    return { start, id }
  } catch {
    throw new InvalidError("cursor-invalid", "This page of the list no longer exists. Start from its beginning.")
  }
}
