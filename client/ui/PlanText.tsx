import type { ReactNode } from "react";

import { limits } from "#shared/model/limits.ts";

import { useCan } from "../plan/usePlan.ts";
import { EditInPlace } from "./SharedText.tsx";

interface PlanTextProps {
  readonly field: "title" | "purpose";
  readonly label: string;
  /** The text as it is read. */
  readonly children: ReactNode;
}

/** A text of the plan itself, changed where it is read by whoever may. */
export function PlanText({ field, label, children }: PlanTextProps) {
  const editable = useCan("editPlan");
  return (
    <EditInPlace
      address={{ root: "plan", id: "", field }}
      label={label}
      lines={field === "title" ? "one" : "many"}
      maxLength={field === "title" ? limits.titleLength : limits.statementLength}
      editable={editable}
      {...(field === "title" && { nameOf: "A plan" })}
    >
      {children}
    </EditInPlace>
  );
}
