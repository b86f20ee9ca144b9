// cspell:ignore CBWR CUDNN JOBID NNODES NTASKS NUMEXPR ROCR
/** All that is ever kept of a process's variables: what is known to change results or tells where it ran, and is no secret. */
const kept: ReadonlySet<string> = new Set([
  'CONDA_DEFAULT_ENV',
  'CUBLAS_WORKSPACE_CONFIG',
  'CUDA_LAUNCH_BLOCKING',
  'CUDA_VISIBLE_DEVICES',
  'HIP_VISIBLE_DEVICES',
  'JAX_ENABLE_X64',
  'KMP_DETERMINISTIC_REDUCTION',
  'LSB_JOBID',
  'MKL_CBWR',
  'MKL_NUM_THREADS',
  'NUMEXPR_NUM_THREADS',
  'NVIDIA_TF32_OVERRIDE',
  'NVIDIA_VISIBLE_DEVICES',
  'OMP_NUM_THREADS',
  'OPENBLAS_NUM_THREADS',
  'PBS_JOBID',
  'PYTHONHASHSEED',
  'ROCR_VISIBLE_DEVICES',
  'SLURM_ARRAY_TASK_ID',
  'SLURM_JOB_ID',
  'SLURM_JOB_PARTITION',
  'SLURM_NNODES',
  'SLURM_NTASKS',
  'TF_CUDNN_DETERMINISTIC',
  'TF_DETERMINISTIC_OPS',
  'TORCH_ALLOW_TF32_CUBLAS_OVERRIDE',
  'TORCH_DETERMINISTIC',
  'XLA_FLAGS',
])

export function toldVariables(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const found = [...kept].flatMap((name) => {
    const value = variables[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(found)
}
